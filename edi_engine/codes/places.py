"""Places of service (CLM05-1, SV105): two digits, our own short words. The list is kept by CMS and is free to use."""

from datetime import date

PLACES = {
    "01": "pharmacy", "02": "telehealth, not at home", "03": "school", "04": "homeless shelter",
    "05": "tribal facility, no stay", "06": "tribal facility, provider-based", "07": "tribal 638, no stay",
    "08": "tribal 638, provider-based", "09": "prison", "10": "telehealth at home", "11": "office", "12": "home",
    "13": "assisted living", "14": "group home", "15": "mobile unit", "16": "temporary lodging", "17": "retail clinic",
    "18": "place of employment", "19": "off-campus outpatient hospital", "20": "urgent care", "21": "inpatient hospital",
    "22": "on-campus outpatient hospital", "23": "emergency room", "24": "ambulatory surgery", "25": "birthing center",
    "26": "military treatment facility", "27": "outreach site or street", "31": "skilled nursing facility",
    "32": "nursing facility", "33": "custodial care", "34": "hospice", "41": "ambulance by land",
    "42": "ambulance by air or water", "49": "independent clinic", "50": "federally qualified health center",
    "51": "inpatient psychiatric facility", "52": "psychiatric partial hospitalization", "53": "community mental health",
    "54": "intermediate care facility", "55": "residential substance abuse", "56": "psychiatric residential",
    "57": "non-residential substance abuse", "58": "opioid treatment program", "60": "mass immunization",
    "61": "inpatient rehabilitation", "62": "outpatient rehabilitation", "65": "dialysis", "66": "PACE center",
    "71": "public health clinic", "72": "rural health clinic", "81": "independent laboratory", "99": "other",
}

INPATIENT = frozenset({"21", "51", "61"})      # an admission date is expected

SINCE = {                         # the days of service from which the newer ones may be used (CMS transmittals)
    "19": date(2016, 1, 1), "02": date(2017, 1, 1), "58": date(2020, 1, 1), "10": date(2022, 1, 1), "27": date(2023, 10, 1),
}
