using Wilks.Models.Compilation;
using Wilks.Workspaces;

namespace Wilks.Models.Modifiers;

/// <summary>What the compiler must know of one modifier type: the parameters it declares and what it does to a sample.</summary>
internal interface IModifierRule
{
    /// <summary>The type in pyhf's JSON.</summary>
    string Type { get; }

    /// <summary>Whether its block of parameters is sorted by name instead of by first appearance.</summary>
    bool IsSortedByName => false;

    /// <summary>Declares the parameters of one use; uses come along sorted channels, samples and modifiers.</summary>
    void Declare(ParameterCatalogue catalogue, int block, Channel channel, Sample sample, IModifier modifier);

    /// <summary>Called once after all uses were declared, before the measurement's settings are applied.</summary>
    void Complete(ParameterCatalogue catalogue)
    {
    }

    /// <summary>Puts one use into the compiled sample.</summary>
    void Apply(SampleBuilder sample, IModifier modifier, ParameterSet set);
}

/// <summary>The modifier types in pyhf's order of parameter blocks.</summary>
internal static class ModifierRules
{
    /// <summary>The rules; they keep no state.</summary>
    public static IReadOnlyList<IModifierRule> InParameterOrder { get; } =
    [
        new HistoSysRule(), new LumiRule(), new NormFactorRule(), new NormSysRule(), new ShapeFactorRule(), new ShapeSysRule(), new StatErrorRule(),
    ];

    /// <summary>The block of a modifier type.</summary>
    public static int BlockOf(string type)
    {
        for (int i = 0; i < InParameterOrder.Count; i++)
        {
            if (InParameterOrder[i].Type == type) return i;
        }

        throw new ArgumentException($"no compiler rule for modifier type '{type}'", nameof(type));
    }
}
