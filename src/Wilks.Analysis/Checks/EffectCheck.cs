using System.Collections.Immutable;
using Wilks.Analysis.Templates;
using Wilks.Analysis.Variations;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Analysis.Checks;

/// <summary>Systematics and parameters that change nothing.</summary>
internal sealed class EffectCheck : ICheck
{
    public IEnumerable<CheckFinding> Run(CheckContext context)
    {
        HashSet<string> acting = [.. context.Workspace.Channels.SelectMany(channel => channel.Samples).SelectMany(sample => sample.Modifiers.Where(modifier => modifier is not (NormSys or HistoSys))).Select(modifier => modifier.Name)];
        SystematicEffect[] effects = [.. SystematicEffect.All(context)];
        foreach (SystematicEffect effect in effects.Where(effect => !effect.IsNothing)) acting.Add(effect.Parameter);
        foreach (SystematicEffect effect in effects.Where(effect => effect.IsNothing && effect.Yield != 0 && acting.Contains(effect.Parameter))) yield return effect.Finding(FindingKind.NoEffect, "up and down are nominal");
        foreach (string name in effects.Select(effect => effect.Parameter).Distinct().Where(name => !acting.Contains(name)))
        {
            yield return new CheckFinding(FindingKind.UnusedParameter, "changes no sample in any region") { Parameter = name, Severity = FindingSeverity.Hint };
        }

        foreach (CheckFinding finding in Free(context).Concat(OfTemplates(context))) yield return finding;
    }

    private static IEnumerable<CheckFinding> Free(CheckContext context)
    {
        if (context.Model is not { } model) yield break;

        foreach (Parameter parameter in model.Parameters.Where(parameter => !parameter.Fixed && !parameter.IsDerived && model.IsInert(parameter.Index)))
        {
            bool isPoi = model.Pois.Contains(parameter.Index);
            yield return new CheckFinding(isPoi ? FindingKind.PoiWithoutEffect : FindingKind.UnusedParameter, "changes no rate that is fitted") { Parameter = parameter.Name };
        }
    }

    // What pruning would drop without a word: a systematic whose templates are all those of the nominal sample.
    private static IEnumerable<CheckFinding> OfTemplates(CheckContext context)
    {
        if (context.Prepared is not { } prepared) yield break;

        TemplateSet templates = prepared.Variations.Templates;
        foreach (IGrouping<string, TemplateVariation> systematic in prepared.Variations.Variations.Where(variation => variation.Up is not null).GroupBy(variation => variation.Systematic.Name, StringComparer.Ordinal))
        {
            bool isNothing = systematic.All(variation => templates.Find(variation.Target) is { } nominal && IsSame(nominal, variation.Up) && IsSame(nominal, variation.Down));
            if (isNothing) yield return new CheckFinding(FindingKind.NoEffect, "all its templates are the nominal ones") { Parameter = systematic.Key, Severity = FindingSeverity.Warning };
        }
    }

    private static bool IsSame(Template nominal, Template? varied) => varied is null || nominal.Yields.AsSpan().SequenceEqual(varied.Yields.AsSpan());
}
