package model

// Pence is money, in pence.
type Pence int64

// Metres is a straight-line distance, haversine and rounded once.
type Metres int64

// Patients counts registered patients.
type Patients int64

// PencePerPound turns the pounds of files into the pence of plans.
const PencePerPound = 100
