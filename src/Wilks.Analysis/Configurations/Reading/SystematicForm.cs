namespace Wilks.Analysis.Configurations.Reading;

/// <summary>Checks that a systematic has what its type needs and nothing that its type has no use for.</summary>
internal static class SystematicForm
{
    internal static void Check(SettingsBlock block, SystematicSettings systematic)
    {
        if (systematic.Type == SystematicType.Covariance)
        {
            if (!block.Has("Covariance")) block.Findings.Error("WK802", block.Location, $"{block.What} lacks 'Covariance'.", "Say where the covariance comes from, or give it another type.");
            Unread(block, "Up", "Down", "Variations", "Smoothing", "Symmetrization", "Order");
            return;
        }

        Unread(block, "Covariance");
        bool isNumber = systematic.Type == SystematicType.Normalization;
        if (isNumber) Unread(block, "Variations", "ReferenceSample");
        if (isNumber || systematic.Type == SystematicType.ShapeSys) Unread(block, "Smoothing", "Order");
        if (systematic.Type == SystematicType.ShapeSys || (isNumber && !IsOneSided(systematic))) Unread(block, "Symmetrization");
        if (!isNumber && block.Has("Variations"))
        {
            block.AtMostOne("Variations", "Up");
            block.AtMostOne("Variations", "Down");
            CheckSet(block, systematic);
            return;
        }

        Unread(block, "Combine");
        CheckSides(block, systematic);
    }

    /// <summary>The systematic without what its type has no use for, and with a number in place of a mirror image of one.</summary>
    internal static SystematicSettings Settle(SystematicSettings systematic) => systematic.Type switch
    {
        SystematicType.Covariance => systematic with { Up = null, Down = null, Variations = [], Smoothing = null, Symmetrization = SymmetrizationRule.None },
        SystematicType.Normalization => WithMirroredNumbers(WithoutTreatment(systematic) with { Variations = [], ReferenceSample = null }),
        SystematicType.ShapeSys => WithoutTreatment(systematic),
        _ => systematic with { Covariance = null },
    };

    private static SystematicSettings WithoutTreatment(SystematicSettings systematic) =>
        systematic with { Covariance = null, Smoothing = null, Symmetrization = SymmetrizationRule.None };

    private static SystematicSettings WithMirroredNumbers(SystematicSettings systematic)
    {
        (VariationSettings? up, VariationSettings? down) = (systematic.Up, systematic.Down);
        if (up is { Normalization: not null } && (down is null or { IsSymmetrized: true })) return systematic with { Down = Mirrored(up) };
        if (down is { Normalization: not null } && (up is null or { IsSymmetrized: true })) return systematic with { Up = Mirrored(down) };

        return systematic;
    }

    private static VariationSettings? Mirrored(VariationSettings? side) => side is null ? null : side with { Normalization = -side.Normalization };

    private static void CheckSet(SettingsBlock block, SystematicSettings systematic)
    {
        if (systematic is { Combination: CombinationRule.StandardDeviation, Variations.Length: 1 })
        {
            block.Findings.Error("WK803", block.PlaceOf("Variations"), $"{block.What} has one variation; a standard deviation needs two.", "Give more, or another rule.");
        }

        foreach (VariationSettings variation in systematic.Variations.Where(variation => !variation.HasTemplate))
        {
            block.Findings.Error("WK831", variation.Location, $"a variation of {block.What} is a number or a mirror image; expected one with a template.", "Say what it changes.");
        }

        foreach (VariationSettings variation in systematic.Variations) CheckTemplate(block, variation);
    }

    private static void CheckSides(SettingsBlock block, SystematicSettings systematic)
    {
        bool hasNone = !block.Has("Up") && !block.Has("Down");
        foreach (string side in (string[])["Up", "Down"])
        {
            bool isNeeded = !IsOneSided(systematic) || (side == "Up" && hasNone);
            if (block.Has(side) || !isNeeded) continue;

            string mirror = IsOneSided(systematic) ? $"Give '{side}'." : $"Give it, or {side}: {{Symmetrize: true}} for the mirror image of the other side.";
            block.Findings.Error("WK830", block.Location, $"{block.What} lacks '{side}'.", mirror);
        }

        if (systematic is { Type: not SystematicType.ShapeSys, Symmetrization: SymmetrizationRule.OneSided, Up.IsSymmetrized: false, Down.IsSymmetrized: false })
        {
            block.Findings.Error("WK834", block.PlaceOf("Symmetrization"), $"{block.What} has both sides, of which 'one-sided' would mirror one.", "Remove a side, or choose another rule.");
        }

        if (systematic.Type == SystematicType.ShapeSys && (systematic is { Up.IsSymmetrized: true } or { Down.IsSymmetrized: true }))
        {
            block.Findings.Error("WK831", block.Location, $"a side of {block.What} is a mirror image, which an uncertainty of each bin by itself has no use for.", "Give one side, a template or a number.");
        }

        if (systematic is { Up.IsSymmetrized: true, Down.IsSymmetrized: true })
        {
            block.Findings.Error("WK830", block.PlaceOf("Down"), $"both sides of {block.What} are mirror images of each other.", "Say what one of them is.");
        }

        CheckSide(block, systematic.Up, systematic.Type);
        CheckSide(block, systematic.Down, systematic.Type);
    }

    /// <summary>Whether one side is all that there need be.</summary>
    private static bool IsOneSided(SystematicSettings systematic) =>
        systematic.Type == SystematicType.ShapeSys || systematic.Symmetrization == SymmetrizationRule.OneSided;

    private static void CheckSide(SettingsBlock block, VariationSettings? side, SystematicType type)
    {
        if (side is null || side.IsSymmetrized) return;
        if (side.Normalization is { } number)
        {
            if (type is not (SystematicType.Normalization or SystematicType.ShapeSys)) block.Findings.Error("WK831", side.Location, $"{block.What} has a 'Normalization', but its type needs templates.", "Give it the type Normalization, or say what the variation changes.");
            if (number <= -1 && type != SystematicType.ShapeSys) block.Findings.Warning("WK833", side.Location, $"a side of {block.What} changes the normalisation by {ValueReader.Written(number)}, which leaves nothing of the sample or less.", "Give the relative change, such as -0.05.");
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
