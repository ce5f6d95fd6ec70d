namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads the regions.</summary>
internal static class RegionDecoder
{
    internal static RegionSettings Read(SettingsBlock block)
    {
        bool isBlind = block.Flag("Blind") ?? false;
        if (isBlind && block.Has("BlindAbove"))
        {
            block.Findings.Warning("WK842", block.PlaceOf("BlindAbove"), $"{block.What} is blind as a whole, so that 'BlindAbove' changes nothing.", "Keep one.");
        }

        return new RegionSettings(block.Name("Name") ?? "")
        {
            Role = block.Word("Role", ConfigurationWords.RegionRole) ?? RegionRole.Signal,
            Variables = block.Expressions("Variable"),
            Binnings = BinningDecoder.Read(block),
            Filter = block.Name("Filter"),
            RegionPath = block.Text("RegionPath"),
            Overflow = block.Word("Overflow", ConfigurationWords.Overflow),
            Title = block.Text("Title"),
            BinLabels = block.Values.Several(block.Find("BinLabels"), block.Label("BinLabels"), block.Values.Expression),
            IsBlind = isBlind,
            BlindAbove = block.Number("BlindAbove", 0),
            Location = block.Location,
        };
    }
}
