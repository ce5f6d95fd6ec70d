namespace Wilks.Root;

/// <content>Histograms, profiles and axes. One class a line, as files of ROOT describe it.</content>
internal static partial class BuiltInLayouts
{
    private const string Histograms = """
        TAxis|10|5a496e70|Base~TNamed~BASE~67~0~~~~1|Base~TAttAxis~BASE~0~0~~~~4|BasicType~fNbins~int~3~4|BasicType~fXmin~double~8~8|BasicType~fXmax~double~8~8|ObjectAny~fXbins~TArrayD~62~24|BasicType~fFirst~int~3~4|BasicType~fLast~int~3~4|BasicType~fBits2~unsigned short~12~2|BasicType~fTimeDisplay~bool~18~1|String~fTimeFormat~TString~65~24|ObjectPointer~fLabels~THashList*~64~8|ObjectPointer~fModLabs~TList*~64~8
        TAxis|6|11dfab4|Base~TNamed~BASE~67~0~~~~1|Base~TAttAxis~BASE~0~0~~~~4|BasicType~fNbins~Int_t~3~0|BasicType~fXmin~Axis_t~8~0|BasicType~fXmax~Axis_t~8~0|ObjectAny~fXbins~TArrayD~62~0|BasicType~fFirst~Int_t~3~0|BasicType~fLast~Int_t~3~0|BasicType~fTimeDisplay~Bool_t~11~0|String~fTimeFormat~TString~65~0
        TAxis|9|d9b23b36|Base~TNamed~BASE~67~0~~~~1|Base~TAttAxis~BASE~0~0~~~~4|BasicType~fNbins~Int_t~3~4|BasicType~fXmin~Double_t~8~8|BasicType~fXmax~Double_t~8~8|ObjectAny~fXbins~TArrayD~62~24|BasicType~fFirst~Int_t~3~4|BasicType~fLast~Int_t~3~4|BasicType~fBits2~UShort_t~12~2|BasicType~fTimeDisplay~Bool_t~18~1|String~fTimeFormat~TString~65~24|ObjectPointer~fLabels~THashList*~64~8
        TH1C|3|36f6e4ad|Base~TH1~BASE~0~0~~~~8|Base~TArrayC~BASE~0~0~~~~1
        TH1D|1|b288969|Base~TH1~BASE~0~0~~~~3|Base~TArrayD~BASE~0~0~~~~1
        TH1D|2|f9b1569f|Base~TH1~BASE~0~0~~~~8|Base~TArrayD~BASE~0~0~~~~1
        TH1D|3|f9b1569f|Base~TH1~BASE~0~0~~~~8|Base~TArrayD~BASE~0~0~~~~1
        TH1F|1|b2a56bd|Base~TH1~BASE~0~0~~~~3|Base~TArrayF~BASE~0~0~~~~1
        TH1F|2|e2939644|Base~TH1~BASE~0~0~~~~8|Base~TArrayF~BASE~0~0~~~~1
        TH1F|3|e2939644|Base~TH1~BASE~0~0~~~~8|Base~TArrayF~BASE~0~0~~~~1
        TH1I|3|627564f6|Base~TH1~BASE~0~0~~~~8|Base~TArrayI~BASE~0~0~~~~1
        TH1L|0|0|Base~TH1~BASE~0~0~~~~8|Base~TArrayL64~BASE~0~0~~~~1
        TH1S|3|8c4d9dcb|Base~TH1~BASE~0~0~~~~8|Base~TArrayS~BASE~0~0~~~~1
        TH1|3|5668b3d7|Base~TNamed~BASE~67~0~~~~1|Base~TAttLine~BASE~0~0~~~~1|Base~TAttFill~BASE~0~0~~~~1|Base~TAttMarker~BASE~0~0~~~~1|BasicType~fNcells~Int_t~3~0|Object~fXaxis~TAxis~61~0|Object~fYaxis~TAxis~61~0|Object~fZaxis~TAxis~61~0|BasicType~fBarOffset~Short_t~2~0|BasicType~fBarWidth~Short_t~2~0|BasicType~fEntries~Stat_t~8~0|BasicType~fTsumw~Stat_t~8~0|BasicType~fTsumw2~Stat_t~8~0|BasicType~fTsumwx~Stat_t~8~0|BasicType~fTsumwx2~Stat_t~8~0|BasicType~fMaximum~Double_t~8~0|BasicType~fMinimum~Double_t~8~0|BasicType~fNormFactor~Double_t~8~0|ObjectAny~fContour~TArrayD~62~0|ObjectAny~fSumw2~TArrayD~62~0|String~fOption~TString~65~0|ObjectPointer~fFunctions~TList*~63~0
        TH1|6|e9426be5|Base~TNamed~BASE~67~0~~~~1|Base~TAttLine~BASE~0~0~~~~1|Base~TAttFill~BASE~0~0~~~~1|Base~TAttMarker~BASE~0~0~~~~2|BasicType~fNcells~Int_t~3~4|Object~fXaxis~TAxis~61~184|Object~fYaxis~TAxis~61~184|Object~fZaxis~TAxis~61~184|BasicType~fBarOffset~Short_t~2~2|BasicType~fBarWidth~Short_t~2~2|BasicType~fEntries~Double_t~8~8|BasicType~fTsumw~Double_t~8~8|BasicType~fTsumw2~Double_t~8~8|BasicType~fTsumwx~Double_t~8~8|BasicType~fTsumwx2~Double_t~8~8|BasicType~fMaximum~Double_t~8~8|BasicType~fMinimum~Double_t~8~8|BasicType~fNormFactor~Double_t~8~8|ObjectAny~fContour~TArrayD~62~24|ObjectAny~fSumw2~TArrayD~62~24|String~fOption~TString~65~16|ObjectPointer~fFunctions~TList*~63~8|BasicType~fBufferSize~Int_t~6~4|BasicPointer~fBuffer~Double_t*~48~8~~~[fBufferSize]~fBufferSize,TH1,6
        TH1|7|3f5eb8a3|Base~TNamed~BASE~67~0~~~~1|Base~TAttLine~BASE~0~0~~~~2|Base~TAttFill~BASE~0~0~~~~2|Base~TAttMarker~BASE~0~0~~~~2|BasicType~fNcells~Int_t~3~4|Object~fXaxis~TAxis~61~208|Object~fYaxis~TAxis~61~208|Object~fZaxis~TAxis~61~208|BasicType~fBarOffset~Short_t~2~2|BasicType~fBarWidth~Short_t~2~2|BasicType~fEntries~Double_t~8~8|BasicType~fTsumw~Double_t~8~8|BasicType~fTsumw2~Double_t~8~8|BasicType~fTsumwx~Double_t~8~8|BasicType~fTsumwx2~Double_t~8~8|BasicType~fMaximum~Double_t~8~8|BasicType~fMinimum~Double_t~8~8|BasicType~fNormFactor~Double_t~8~8|ObjectAny~fContour~TArrayD~62~24|ObjectAny~fSumw2~TArrayD~62~24|String~fOption~TString~65~24|ObjectPointer~fFunctions~TList*~63~8|BasicType~fBufferSize~Int_t~6~4|BasicPointer~fBuffer~Double_t*~48~8~~~[fBufferSize]~fBufferSize,TH1,7|BasicType~fBinStatErrOpt~TH1::EBinErrorOpt~3~4
        TH1|8|1c3740c4|Base~TNamed~BASE~67~0~~~~1|Base~TAttLine~BASE~0~0~~~~2|Base~TAttFill~BASE~0~0~~~~2|Base~TAttMarker~BASE~0~0~~~~2|BasicType~fNcells~int~3~4|Object~fXaxis~TAxis~61~216|Object~fYaxis~TAxis~61~216|Object~fZaxis~TAxis~61~216|BasicType~fBarOffset~short~2~2|BasicType~fBarWidth~short~2~2|BasicType~fEntries~double~8~8|BasicType~fTsumw~double~8~8|BasicType~fTsumw2~double~8~8|BasicType~fTsumwx~double~8~8|BasicType~fTsumwx2~double~8~8|BasicType~fMaximum~double~8~8|BasicType~fMinimum~double~8~8|BasicType~fNormFactor~double~8~8|ObjectAny~fContour~TArrayD~62~24|ObjectAny~fSumw2~TArrayD~62~24|String~fOption~TString~65~24|ObjectPointer~fFunctions~TList*~63~8|BasicType~fBufferSize~int~6~4|BasicPointer~fBuffer~double*~48~8~~~[fBufferSize]~fBufferSize,TH1,8|BasicType~fBinStatErrOpt~TH1::EBinErrorOpt~3~4|BasicType~fStatOverflows~TH1::EStatOverflows~3~4
        TH2C|4|bd0010fe|Base~TH2~BASE~0~0~~~~5|Base~TArrayC~BASE~0~0~~~~1
        TH2D|3|b2b45ef|Base~TH2~BASE~0~0~~~~3|Base~TArrayD~BASE~0~0~~~~1
        TH2D|4|7fba82f0|Base~TH2~BASE~0~0~~~~5|Base~TArrayD~BASE~0~0~~~~1
        TH2F|3|b2d1343|Base~TH2~BASE~0~0~~~~3|Base~TArrayF~BASE~0~0~~~~1
        TH2F|4|689cc295|Base~TH2~BASE~0~0~~~~5|Base~TArrayF~BASE~0~0~~~~1
        TH2I|3|329466cc|Base~TH2~BASE~0~0~~~~4|Base~TArrayI~BASE~0~0~~~~1
        TH2I|4|e87e9147|Base~TH2~BASE~0~0~~~~5|Base~TArrayI~BASE~0~0~~~~1
        TH2L|0|0|Base~TH2~BASE~0~0~~~~5|Base~TArrayL64~BASE~0~0~~~~1
        TH2S|4|1256ca1c|Base~TH2~BASE~0~0~~~~5|Base~TArrayS~BASE~0~0~~~~1
        TH2|3|bf2601d9|Base~TH1~BASE~0~0~~~~3|BasicType~fScalefactor~Stat_t~8~0|BasicType~fTsumwy~Stat_t~8~0|BasicType~fTsumwy2~Stat_t~8~0|BasicType~fTsumwxy~Stat_t~8~0
        TH2|4|8b2d4de4|Base~TH1~BASE~0~0~~~~7|BasicType~fScalefactor~Double_t~8~8|BasicType~fTsumwy~Double_t~8~8|BasicType~fTsumwy2~Double_t~8~8|BasicType~fTsumwxy~Double_t~8~8
        TH2|5|182347f|Base~TH1~BASE~0~0~~~~8|BasicType~fScalefactor~double~8~8|BasicType~fTsumwy~double~8~8|BasicType~fTsumwy2~double~8~8|BasicType~fTsumwxy~double~8~8
        TH3C|4|a1ff8d94|Base~TH3~BASE~0~0~~~~6|Base~TArrayC~BASE~0~0~~~~1
        TH3D|3|b2e0275|Base~TH3~BASE~0~0~~~~4|Base~TArrayD~BASE~0~0~~~~1
        TH3D|4|64b9ff86|Base~TH3~BASE~0~0~~~~6|Base~TArrayD~BASE~0~0~~~~1
        TH3F|3|b2fcfc9|Base~TH3~BASE~0~0~~~~4|Base~TArrayF~BASE~0~0~~~~1
        TH3F|4|4d9c3f2b|Base~TH3~BASE~0~0~~~~6|Base~TArrayF~BASE~0~0~~~~1
        TH3I|4|cd7e0ddd|Base~TH3~BASE~0~0~~~~6|Base~TArrayI~BASE~0~0~~~~1
        TH3L|0|0|Base~TH3~BASE~0~0~~~~6|Base~TArrayL64~BASE~0~0~~~~1
        TH3S|4|f75646b2|Base~TH3~BASE~0~0~~~~6|Base~TArrayS~BASE~0~0~~~~1
        TH3|4|67cc93e2|Base~TH1~BASE~0~0~~~~3|Base~TAtt3D~BASE~0~0~~~~1|BasicType~fTsumwy~Double_t~8~0|BasicType~fTsumwy2~Double_t~8~0|BasicType~fTsumwxy~Double_t~8~0|BasicType~fTsumwz~Double_t~8~0|BasicType~fTsumwz2~Double_t~8~0|BasicType~fTsumwxz~Double_t~8~0|BasicType~fTsumwyz~Double_t~8~0
        TH3|5|c91f73f4|Base~TH1~BASE~0~0~~~~7|Base~TAtt3D~BASE~0~0~~~~1|BasicType~fTsumwy~Double_t~8~8|BasicType~fTsumwy2~Double_t~8~8|BasicType~fTsumwxy~Double_t~8~8|BasicType~fTsumwz~Double_t~8~8|BasicType~fTsumwz2~Double_t~8~8|BasicType~fTsumwxz~Double_t~8~8|BasicType~fTsumwyz~Double_t~8~8
        TH3|6|42d2445f|Base~TH1~BASE~0~0~~~~8|Base~TAtt3D~BASE~0~0~~~~1|BasicType~fTsumwy~double~8~8|BasicType~fTsumwy2~double~8~8|BasicType~fTsumwxy~double~8~8|BasicType~fTsumwz~double~8~8|BasicType~fTsumwz2~double~8~8|BasicType~fTsumwxz~double~8~8|BasicType~fTsumwyz~double~8~8
        TProfile2D|5|5194fce9|Base~TH2D~BASE~0~0~~~~3|ObjectAny~fBinEntries~TArrayD~62~0|BasicType~fErrorMode~EErrorType~3~0|BasicType~fZmin~Double_t~8~0|BasicType~fZmax~Double_t~8~0|BasicType~fTsumwz~Double_t~8~0|BasicType~fTsumwz2~Double_t~8~0
        TProfile2D|8|36a142ac|Base~TH2D~BASE~0~0~~~~4|ObjectAny~fBinEntries~TArrayD~62~24|BasicType~fErrorMode~EErrorType~3~4|BasicType~fZmin~double~8~8|BasicType~fZmax~double~8~8|BasicType~fTsumwz~double~8~8|BasicType~fTsumwz2~double~8~8|ObjectAny~fBinSumw2~TArrayD~62~24
        TProfile3D|8|f60c6814|Base~TH3D~BASE~0~0~~~~4|ObjectAny~fBinEntries~TArrayD~62~24|BasicType~fErrorMode~EErrorType~3~4|BasicType~fTmin~double~8~8|BasicType~fTmax~double~8~8|BasicType~fTsumwt~double~8~8|BasicType~fTsumwt2~double~8~8|ObjectAny~fBinSumw2~TArrayD~62~24
        TProfile|4|65d15c3a|Base~TH1D~BASE~0~0~~~~1|ObjectAny~fBinEntries~TArrayD~62~0|BasicType~fErrorMode~EErrorType~3~0|BasicType~fYmin~Double_t~8~0|BasicType~fYmax~Double_t~8~0|BasicType~fTsumwy~Double_t~8~0|BasicType~fTsumwy2~Double_t~8~0
        TProfile|7|4bedee54|Base~TH1D~BASE~0~0~~~~3|ObjectAny~fBinEntries~TArrayD~62~24|BasicType~fErrorMode~EErrorType~3~4|BasicType~fYmin~double~8~8|BasicType~fYmax~double~8~8|BasicType~fTsumwy~double~8~8|BasicType~fTsumwy2~double~8~8|ObjectAny~fBinSumw2~TArrayD~62~24
        """;
}
