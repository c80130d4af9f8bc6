"""How every character looks."""

CAST = {
    # My Driver Owns the City
    'mia': dict(fem=True, skin='#f3c7a6', hair='#5b2c1e', style='bun', wear='gown', cloth='#8e1f3f', iris='#6b3d1c', lip='#c8384a', earring='#f4e2b0', jewel='#f4e2b0'),
    'bride': dict(fem=True, skin='#f3c7a6', hair='#5b2c1e', style='veil', wear='wedding', cloth='#f4ece6', iris='#6b3d1c', lip='#c8384a', earring='#f4e2b0'),
    'leo': dict(skin='#e3ad86', hair='#1d1418', style='short', wear='suit', cloth='#20243a', tie='#1a1a26', iris='#3a5a6b', jaw=1),
    'heir': dict(skin='#e3ad86', hair='#1d1418', style='short', wear='suit', cloth='#141a30', tie='#8c6a2c', iris='#3a5a6b', jaw=1, brooch='#f4cf74'),
    'lucien': dict(skin='#e3ad86', hair='#c9c2c0', style='slick', wear='coat', cloth='#4a1626', shirt='#120a14', iris='#3a5a6b', jaw=1, brow='#7a6a68'),
    'vivian': dict(fem=True, skin='#f6d3b8', hair='#d9a552', style='long', wear='gown', cloth='#0f5a56', iris='#2f7a5a', lip='#a81838', earring='#ffffff', jewel='#e8ffff', brow='#8a5a28'),
    'grant': dict(skin='#dba27c', hair='#7a4a24', style='slick', wear='suit', cloth='#5a5f74', tie='#2c5a8c', iris='#4a3a20', jaw=.7),
    'hale': dict(skin='#dcab8c', hair='#e8e2dc', style='grey', wear='suit', cloth='#2a2228', tie='#0c0c12', iris='#5a6a7a', jaw=.6, lined=True, brow='#d8d0c8'),
    'celeste': dict(fem=True, skin='#eec4a8', hair='#cfc6c6', style='bun', wear='gown', cloth='#3a2a5a', iris='#5a6a9a', lip='#8c1c3c', earring='#e8f4ff', jewel='#e8f4ff', lined=True, brow='#8a7c80'),
    # She Dies at 11:47
    'iris': dict(fem=True, skin='#e9b899', hair='#17131f', style='bob', wear='coat', cloth='#c01f34', shirt='#1b1626', iris='#3d8a7c', lip='#b82a44', shade='#2c1a5a', blush='#e04a6a'),
    'other': dict(fem=True, skin='#dcb4a8', hair='#e6e2ee', style='bob', wear='coat', cloth='#a01030', shirt='#1b1626', iris='#b04ad0', lip='#6a1c4a', shade='#2c1a5a', brow='#6a6478'),
    'dex': dict(skin='#b9805c', hair='#120e14', style='short', wear='coat', cloth='#2b3350', shirt='#8f98b0', iris='#4a2c1a', jaw=1, shade='#1c1450', beard=None, lined=True),
    'sato': dict(skin='#e2b691', hair='#dfe4ea', style='grey', wear='vest', cloth='#4a3428', shirt='#d8c8a8', tie='#6a3a2a', iris='#4a3a2a', jaw=.4, lined=True, shade='#3a1a4a', beard='#e6e8ee', brow='#d0d4da'),
    # The Blind Princess Sees Everything
    'lian': dict(fem=True, skin='#f8d6c0', hair='#120c12', style='palace', wear='hanfu', cloth='#e9eef2', trim='#c23a4a', under='#fbf4ea', iris='#8a5a1c', lip='#cf3148', blindfold='#f6e8ea', pin='#f4b6c6', shade='#3c3a6e'),
    'shen': dict(skin='#d9a67c', hair='#140e10', style='topknot', wear='armor', cloth='#2c3a4e', trim='#d2a548', under='#8a1c28', iris='#3a2418', jaw=.9, shade='#2c2a5e'),
    'empress': dict(fem=True, skin='#f4cdb2', hair='#1a1014', style='palace', grand=1, wear='robe', cloth='#8c1426', trim='#e8b64a', under='#f6d9a0', iris='#3a1c14', lip='#a80c24', earring='#f2cf74', shade='#4a1a4a', width=170),
    'blade': dict(skin='#c99a7a', hair='#0c0a10', style='topknot', wear='hanfu', cloth='#20242e', trim='#7a1c26', under='#101018', iris='#2a1a10', jaw=.8, mask='#1b1d26', shade='#1c1a4e'),
    'mother': dict(fem=True, skin='#f4d2bc', hair='#cfd2dc', style='palace', wear='robe', cloth='#1f5a50', trim='#e8d08a', under='#f2f6ea', iris='#c8881c', lip='#b8324a', pin='#e8f0c0', shade='#3c3a6e', width=160, brow='#7a7480'),
}
