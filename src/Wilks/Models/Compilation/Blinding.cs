using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Wilks.Numerics;
using Wilks.Workspaces;

namespace Wilks.Models.Compilation;

/// <summary>
/// Hides values of parameters: everything that fits and reports see of a blinded parameter, bounds included, is moved by one offset, so
/// that uncertainties, correlations and differences stay what they are.
/// </summary>
internal static class Blinding
{
    /// <summary>Moves the parameters; the offsets by index.</summary>
    /// <exception cref="WorkspaceException">One can't be blinded.</exception>
    public static Dictionary<int, double> Apply(IReadOnlyList<BlindedParameter> wanted, Parameter[] parameters, SourceLocation location)
    {
        Dictionary<int, double> offsets = [];
        DiagnosticCollector findings = new();
        foreach (BlindedParameter blinded in wanted)
        {
            int index = Array.FindIndex(parameters, p => p.Name == blinded.Name);
            if (Problem(blinded, index < 0 ? null : parameters[index], parameters) is { } problem)
            {
                findings.Error("WK430", location, $"'{blinded.Name}' can't be blinded: {problem}");
                continue;
            }

            double offset = Offset(blinded);
            if (!offsets.TryAdd(index, offset)) continue;

            Parameter parameter = parameters[index];
            parameters[index] = parameter with { IsBlinded = true, Init = parameter.Init + offset, Lower = parameter.Lower + offset, Upper = parameter.Upper + offset };
        }

        findings.ThrowIfErrors();
        return offsets;
    }

    private static string? Problem(BlindedParameter blinded, Parameter? parameter, Parameter[] parameters)
    {
        if (parameter is null) return $"there is no such parameter. {NearestNames.Suggest(blinded.Name, parameters.Select(p => p.Name))}";
        if (parameter.IsDerived) return "it follows from other parameters; blind those.";
        if (parameter.Fixed) return "it is fixed.";
        if (parameter.Constraint != ConstraintKind.None) return "it has a constraint term, whose pull would give it away.";
        if (parameter.ModifierTypes.Any(type => type is HistoSys.TypeName or NormSys.TypeName)) return "it interpolates templates; blind a parameter that multiplies.";
        return blinded.Width > 0 && double.IsFinite(blinded.Width) ? null : FormattableString.Invariant($"the width of its offset is {blinded.Width}; give a positive number.");
    }

    // The same for everybody with the same text, and nothing that can be guessed without it.
    private static double Offset(BlindedParameter blinded)
    {
        byte[] hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{blinded.Seed}\n{blinded.Name}"));
        var random = new Philox(BinaryPrimitives.ReadUInt64LittleEndian(hash), BinaryPrimitives.ReadUInt64LittleEndian(hash.AsSpan(sizeof(ulong))));
        return blinded.Width * Variates.Normal(random);
    }
}
