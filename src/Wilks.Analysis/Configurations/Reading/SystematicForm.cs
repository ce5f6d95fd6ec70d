using System.Globalization;

namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Checks that a systematic has what its type needs and nothing that its type has no use for.</summary>
internal static class SystematicForm
{
    private static readonly string[] s_treatments = ["Smoothing", "Symmetrization", "Order"];

    internal static void Check(SettingsBlock block, SystematicSettings systematic)
    {
        bool hasVariations = block.Has("Variations");
        if (systematic.Type == SystematicType.Covariance)
        {
            if (!block.Has("Covariance")) block.Findings.Error("WK802", block.Location, $"{block.What} lacks 'Covariance'.", "Say where the covariance comes from, or give it another type.");
            Unread(block, "Up", "Down", "Variations", "Smoothing", "Symmetrization", "Order");
            return;
        }

        Unread(block, "Covariance");
        if (systematic.Type is SystematicType.Normalization or SystematicType.ShapeSys) Unread(block, [.. s_treatments, "Variations", "ReferenceSample"]);
        if (systematic.Type == SystematicType.Normalization) Unread(block, "Combine");
        if (hasVariations)
        {
            block.AtMostOne("Variations", "Up");
            block.AtMostOne("Variations", "Down");
            CheckSet(block, systematic);
            return;
        }

        Unread(block, "Combine");
        CheckSides(block, systematic);
    }

    /// <summary>The systematic, with a number in place of a mirror image of one.</summary>
    internal static SystematicSettings WithMirroredNumbers(SystematicSettings systematic)
    {
        if (systematic.Up is { Normalization: { } up } && systematic.Down is { IsSymmetrized: true } down)
        {
            return systematic with { Down = down with { IsSymmetrized = false, Normalization = -up } };
        }

        if (systematic.Down is { Normalization: { } lower } && systematic.Up is { IsSymmetrized: true } upper)
        {
            return systematic with { Up = upper with { IsSymmetrized = false, Normalization = -lower } };
        }

        return systematic;
    }

    private static void CheckSet(SettingsBlock block, SystematicSettings systematic)
    {
        int least = systematic.Combination == CombinationRule.StandardDeviation ? 2 : 1;
        if (systematic.Variations.Length < least && block.Items("Variations").Length == 1)
        {
            block.Findings.Error("WK803", block.PlaceOf("Variations"), string.Create(CultureInfo.InvariantCulture, $"{block.What} has {systematic.Variations.Length} variation; a standard deviation needs two."), "Give more, or another rule.");
        }

        foreach (VariationSettings variation in systematic.Variations.Where(variation => !variation.HasTemplate))
        {
            block.Findings.Error("WK831", variation.Location, $"a variation of {block.What} is a number or a mirror image; expected one with a template.", "Say what it changes.");
        }

        foreach (VariationSettings variation in systematic.Variations) CheckTemplate(block, variation);
    }

    private static void CheckSides(SettingsBlock block, SystematicSettings systematic)
    {
        bool isOneSided = systematic.Symmetrization == SymmetrizationRule.OneSided;
        bool needsBoth = systematic.Type != SystematicType.ShapeSys && !isOneSided;
        bool hasNone = !block.Has("Up") && !block.Has("Down");
        foreach (string side in (string[])["Up", "Down"])
        {
            if (block.Has(side) || !(needsBoth || hasNone) || (hasNone && !needsBoth && side == "Down")) continue;

            string mirror = systematic.Type == SystematicType.ShapeSys ? "Give 'Up'." : $"Give it, or {side}: {{Symmetrize: true}} for the mirror image of the other side.";
            block.Findings.Error("WK830", block.Location, $"{block.What} lacks '{side}'.", mirror);
        }

        if (systematic is { Up.IsSymmetrized: true, Down.IsSymmetrized: true })
        {
            block.Findings.Error("WK830", block.PlaceOf("Down"), $"both sides of {block.What} are mirror images of each other.", "Say what one of them is.");
        }

        if (systematic.Type == SystematicType.ShapeSys) Unread(block, "Down");
        CheckSide(block, systematic.Up, systematic.Type);
        CheckSide(block, systematic.Down, systematic.Type);
    }

    private static void CheckSide(SettingsBlock block, VariationSettings? side, SystematicType type)
    {
        if (side is null || side.IsSymmetrized) return;
        if (side.Normalization is { } number)
        {
            if (type is not (SystematicType.Normalization or SystematicType.ShapeSys)) block.Findings.Error("WK831", side.Location, $"{block.What} has a 'Normalization', but its type needs templates.", "Give it the type Normalization, or say what the variation changes.");
            if (number <= -1) block.Findings.Warning("WK833", side.Location, $"a side of {block.What} changes the normalisation by {ValueReader.Written(number)}, which leaves nothing of the sample or less.", "Give the relative change, such as -0.05.");
            if (type == SystematicType.ShapeSys && number < 0) block.Findings.Error("WK805", side.Location, $"the uncertainty of {block.What} is {ValueReader.Written(number)}; expected at least 0.", "Give its size.");
            return;
        }

        if (type == SystematicType.Normalization) block.Findings.Error("WK831", side.Location, $"a side of {block.What} lacks 'Normalization'.", "Give the relative change, such as 0.05, or another type.");
        else CheckTemplate(block, side);
    }

    private static void CheckTemplate(SettingsBlock block, VariationSettings variation)
    {
        if (variation.HasTemplate && !VariationDecoder.ChangesTemplate(variation))
        {
            block.Findings.Warning("WK832", variation.Location, $"a variation of {block.What} changes nothing: it is the nominal template.", "Say what it changes.");
        }
    }

    private static void Unread(SettingsBlock block, params ReadOnlySpan<string> keys)
    {
        foreach (string key in keys)
        {
            if (block.Has(key)) block.Findings.Warning("WK843", block.PlaceOf(key), $"{block.What} has no use for '{key}', which changes nothing.", "Remove it, or give the systematic another type.");
        }
    }
}
