using Wilks.Formats.Json;
using Wilks.Workspaces;

namespace Wilks.Formats.Hs3;

/// <summary>Reads what a modifier says of its constraint terms, in any of the spellings that are in use.</summary>
internal sealed class ModifierConstraints(ReadingState state)
{
    private static readonly string[] s_kinds = ["Gauss", "Poisson", "LogNormal", "Const"];

    /// <summary>Adds the terms of a modifier.</summary>
    /// <param name="o">The modifier.</param>
    /// <param name="names">Its parameters.</param>
    /// <param name="gaussian">The Gaussian term of a parameter, by index; null for none.</param>
    /// <param name="usual">The kind where none is written; null for no term.</param>
    /// <param name="poisson">The Poisson term of a parameter, by index; null where the modifier has none.</param>
    internal void Add(JsonObject o, IReadOnlyList<string> names, Func<int, IConstraintSetting?> gaussian, string? usual, Func<int, IConstraintSetting>? poisson = null)
    {
        IJsonNode? node = o.Find("constraints") ?? o.Find("constraint") ?? o.Find("constraint_name") ?? o.Find("constraint_type");
        IReadOnlyList<IJsonNode>? list = node is JsonArray items ? items.Items : null;
        if (list is not null && list.Count != names.Count)
        {
            state.Findings.Error("WK623", node!.Location, FormattableString.Invariant($"'constraints' has {list.Count} entries for {names.Count} parameters."), "Give one per parameter; null for none.");
            return;
        }

        for (int i = 0; i < names.Count; i++) AddOne(list is null ? node : list[i], names[i], i, o, gaussian, usual, poisson);
    }

    private void AddOne(IJsonNode? node, string parameter, int index, JsonObject o, Func<int, IConstraintSetting?> gaussian, string? usual, Func<int, IConstraintSetting>? poisson)
    {
        switch (node)
        {
            case null:
                if (usual is not null) Imply(usual, parameter, index, o, gaussian, poisson);
                break;
            case JsonNull:
                state.Constraints.AddImplied(parameter, new NoConstraintSetting(), o.Location);
                break;
            case JsonString kind when IsKind(kind.Value):
                Imply(kind.Value, parameter, index, o, gaussian, poisson);
                break;
            case JsonString name when state.Objects.Find(Section.Distributions, name.Value) is { } dist:
                if (ConstraintDistributions.IsKnown(dist.Type)) state.Terms.Add(dist);
                else state.Findings.Error("WK626", name.Location, $"'{name.Value}' is a {dist.Type}, which is no constraint term.", "Name a Gaussian, Poisson, log-normal or gamma distribution.");
                break;
            case JsonString name:
                state.Objects.ReportDangling(name.Value, name, "'constraint'", "'distributions'", s_kinds.Concat(state.Objects[Section.Distributions].Select(d => d.Name)));
                break;
            default:
                state.Objects.Shape.WrongKind(node, "'constraint'", "a kind, the name of a distribution, or null");
                break;
        }
    }

    private static bool IsKind(string text) => s_kinds.Contains(text, StringComparer.OrdinalIgnoreCase) || text is "Gaussian" or "None" or "none";

    private void Imply(string kind, string parameter, int index, JsonObject o, Func<int, IConstraintSetting?> gaussian, Func<int, IConstraintSetting>? poisson)
    {
        switch (kind.ToUpperInvariant())
        {
            case "GAUSS" or "GAUSSIAN":
                if (gaussian(index) is { } term) state.Constraints.AddImplied(parameter, term, o.Location);
                else state.Constraints.AddConst(parameter);
                break;
            case "POISSON" when poisson is not null:
                state.Constraints.AddImplied(parameter, poisson(index), o.Location);
                break;
            case "CONST":
                state.Constraints.AddConst(parameter);
                break;
            case "NONE":
                state.Constraints.AddImplied(parameter, new NoConstraintSetting(), o.Location);
                break;
            case "LOGNORMAL" when poisson is not null && gaussian(index) is GaussianSetting { Sigma: var width }:
                state.Constraints.AddImplied(parameter, new LogNormalSetting(width, 1), o.Location);
                break;
            default:
                state.Findings.Error("WK626", o.Location, $"the constraint of '{parameter}' is '{kind}', which has no meaning for this modifier.", "Use Gauss, or name a distribution.");
                break;
        }
    }
}
