namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Reads the samples. A role that isn't written stays open until the parameters of interest are known.</summary>
internal static class SampleDecoder
{
    /// <summary>What a sample that is made of others has no use for.</summary>
    private static readonly string[] s_ofEvents = ["Data", "Tree", "SamplePath", "Friends", "Filter", "FilterMode", "Weight"];

    internal static DecodedSample Read(SettingsBlock block)
    {
        (SampleRole? role, StatErrorMode statError) = (Role(block), StatError(block));
        foreach (string key in s_ofEvents) block.AtMostOne("Formula", key);
        var sample = new SampleSettings(block.Name("Name") ?? "")
        {
            Role = role ?? SampleRole.Background,
            Tree = block.Name("Tree"),
            SamplePaths = block.Texts("SamplePath"),
            Friends = block.Names("Friends"),
            Filter = block.Name("Filter"),
            FilterMode = block.Word("FilterMode", ConfigurationWords.FilterMode),
            Weight = block.Expression("Weight"),
            Regions = block.Selection("Regions"),
            StatError = statError,
            Formula = block.Name("Formula"),
            Title = block.Text("Title"),
            Color = block.Name("Color"),
            Group = block.Name("Group"),
            Location = block.Location,
        };
        return new DecodedSample(sample, role is not null);
    }

    private static SampleRole? Role(SettingsBlock block)
    {
        SampleRole? role = block.Word("Role", ConfigurationWords.SampleRole);
        bool? isData = block.Flag("Data");
        if (role is not null && isData is not null && isData != (role == SampleRole.Data))
        {
            block.Findings.Error("WK806", block.PlaceOf("Role"), $"{block.What} has a 'Role' that 'Data' contradicts.", "Keep one.");
        }

        return isData == true ? SampleRole.Data : role;
    }

    private static StatErrorMode StatError(SettingsBlock block)
    {
        bool isDisabled = block.Flag("DisableStaterror") ?? false;
        StatErrorMode? mode = block.Word("StatError", ConfigurationWords.StatError);
        if (isDisabled && mode is not (null or StatErrorMode.None)) block.AtMostOne("DisableStaterror", "StatError");

        return mode ?? (isDisabled ? StatErrorMode.None : StatErrorMode.Shared);
    }
}

/// <summary>A sample, and whether its role was written.</summary>
/// <param name="Settings">The sample.</param>
/// <param name="HasRole">Whether its role was written.</param>
internal sealed record DecodedSample(SampleSettings Settings, bool HasRole);
