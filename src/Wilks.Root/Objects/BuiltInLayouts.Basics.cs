namespace Wilks.Root;

/// <content>Names, attributes, parameters and graphs. One class a line, as files of ROOT describe it.</content>
internal static partial class BuiltInLayouts
{
    private const string Basics = """
        TArrayD|1|f60a3ff1|Base~TArray~BASE~0~0~~~~1|BasicPointer~fArray~Double_t*~48~0~~~[fN]~fN,TArray,1
        TArrayF|1|4700fa2e|Base~TArray~BASE~0~0~~~~1|BasicPointer~fArray~Float_t*~45~0~~~[fN]~fN,TArray,1
        TArrayI|1|db6344fe|Base~TArray~BASE~0~0~~~~1|BasicPointer~fArray~Int_t*~43~0~~~[fN]~fN,TArray,1
        TArray|1|3f126b3|BasicType~fN~Int_t~3~0
        TAttAxis|4|5c6fff3e|BasicType~fNdivisions~Int_t~3~4|BasicType~fAxisColor~short~2~2|BasicType~fLabelColor~short~2~2|BasicType~fLabelFont~short~2~2|BasicType~fLabelOffset~Float_t~5~4|BasicType~fLabelSize~Float_t~5~4|BasicType~fTickLength~Float_t~5~4|BasicType~fTitleOffset~Float_t~5~4|BasicType~fTitleSize~Float_t~5~4|BasicType~fTitleColor~short~2~2|BasicType~fTitleFont~short~2~2
        TAttFill|1|47c56358|BasicType~fFillColor~Color_t~2~0|BasicType~fFillStyle~Style_t~2~0
        TAttFill|2|ffd92a92|BasicType~fFillColor~short~2~2|BasicType~fFillStyle~short~2~2
        TAttLine|1|51a23e92|BasicType~fLineColor~Color_t~2~0|BasicType~fLineStyle~Style_t~2~0|BasicType~fLineWidth~Width_t~2~0
        TAttLine|2|94074549|BasicType~fLineColor~short~2~2|BasicType~fLineStyle~short~2~2|BasicType~fLineWidth~short~2~2
        TAttMarker|1|facd2184|BasicType~fMarkerColor~Color_t~2~0|BasicType~fMarkerStyle~Style_t~2~0|BasicType~fMarkerSize~Size_t~5~0
        TAttMarker|2|291d8bec|BasicType~fMarkerColor~short~2~2|BasicType~fMarkerStyle~short~2~2|BasicType~fMarkerSize~float~5~4
        TAttMarker|3|291d8bec|BasicType~fMarkerColor~short~2~2|BasicType~fMarkerStyle~short~2~2|BasicType~fMarkerSize~float~5~4
        TAttText|1|b743f969|BasicType~fTextAngle~Float_t~5~4|BasicType~fTextSize~Float_t~5~4|BasicType~fTextAlign~Short_t~2~2|BasicType~fTextColor~short~2~2|BasicType~fTextFont~short~2~2
        TAttText|2|2c0902d2|BasicType~fTextAngle~float~5~4|BasicType~fTextSize~float~5~4|BasicType~fTextAlign~short~2~2|BasicType~fTextColor~short~2~2|BasicType~fTextFont~short~2~2
        TCollection|3|57e3cb9c|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~24|BasicType~fSize~int~3~4
        TDatime|1|b44671ee|BasicType~fDatime~unsigned int~13~4
        TGraphAsymmErrors|3|cc46af3b|Base~TGraph~BASE~0~0~~~~4|BasicPointer~fEXlow~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4|BasicPointer~fEXhigh~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4|BasicPointer~fEYlow~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4|BasicPointer~fEYhigh~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4
        TGraphErrors|3|2a7ce30f|Base~TGraph~BASE~0~0~~~~4|BasicPointer~fEX~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4|BasicPointer~fEY~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4
        TGraphMultiErrors|1|1a63990a|Base~TGraph~BASE~0~0~~~~4|BasicType~fNYErrors~int~3~4|BasicType~fSumErrorsMode~int~3~4|BasicPointer~fExL~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4|BasicPointer~fExH~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4|STL~fEyL~vector<TArrayD>~500~24~~~~1,61|STL~fEyH~vector<TArrayD>~500~24~~~~1,61|STL~fAttFill~vector<TAttFill>~500~24~~~~1,61|STL~fAttLine~vector<TAttLine>~500~24~~~~1,61
        TGraph|4|5f7f465|Base~TNamed~BASE~67~0~~~~1|Base~TAttLine~BASE~0~0~~~~2|Base~TAttFill~BASE~0~0~~~~2|Base~TAttMarker~BASE~0~0~~~~2|BasicType~fNpoints~int~6~4|BasicPointer~fX~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4|BasicPointer~fY~double*~48~8~~~[fNpoints]~fNpoints,TGraph,4|ObjectPointer~fFunctions~TList*~64~8|ObjectPointer~fHistogram~TH1F*~64~8|BasicType~fMinimum~double~8~8|BasicType~fMaximum~double~8~8
        TMultiGraph|2|e0893cd5|Base~TNamed~BASE~67~0~~~~1|ObjectPointer~fGraphs~TList*~64~8|ObjectPointer~fFunctions~TList*~64~8|ObjectPointer~fHistogram~TH1F*~64~8|BasicType~fMaximum~double~8~8|BasicType~fMinimum~double~8~8
        TNamed|1|dfb74a3c|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~24|String~fTitle~TString~65~24
        TObjString|1|9c8e4800|Base~TObject~BASE~66~0~~~~1|String~fString~TString~65~24
        TParameter<Long64_t>|2|d96d1750|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~24|BasicType~fVal~Long64_t~16~8
        TParameter<double>|2|0|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~24|BasicType~fVal~double~8~8
        TParameter<float>|2|0|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~24|BasicType~fVal~float~5~4
        TParameter<bool>|2|0|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~24|BasicType~fVal~bool~18~1
        TParameter<double>|1|59eee1f9|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~16|BasicType~fVal~double~8~8
        TParameter<int>|1|e81ae33b|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~16|BasicType~fVal~int~3~4
        TParameter<int>|2|fe8557f8|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~24|BasicType~fVal~int~3~4
        TParameter<long>|2|918af124|Base~TObject~BASE~66~0~~~~1|String~fName~TString~65~24|BasicType~fVal~long~4~8
        TProcessID|1|2b7ef579|Base~TNamed~BASE~67~0~~~~1
        TRefArray|1|47f9d0dd|Base~TSeqCollection~BASE~0~0~~~~0|ObjectPointer~fPID~TProcessID*~64~8|BasicPointer~fUIDs~unsigned int*~53~4~~~[fSize]~fSize,TCollection,3|BasicType~fLowerBound~int~3~4|BasicType~fLast~int~3~4
        TSeqCollection|0|fc6c3bc6|Base~TCollection~BASE~0~0~~~~3
        """;
}
