using Wilks.Likelihoods;
using Wilks.Models;
using Wilks.Workspaces;

namespace Wilks.Tests.Likelihoods;

/// <summary>Every modifier and every interpolation: derivatives of the full likelihood against differences of its values.</summary>
public sealed class DerivativeTests
{
    private static readonly double[] s_sizes = [0.3, 0.8, 1.7];

    public static TheoryData<string, InterpolationCode, InterpolationCode> Cases()
    {
        TheoryData<string, InterpolationCode, InterpolationCode> cases = [];
        foreach (string name in SmallWorkspaces.All.Keys)
        {
            cases.Add(name, InterpolationCode.Code0, InterpolationCode.Code1);
            cases.Add(name, InterpolationCode.Code2, InterpolationCode.Code1);
            cases.Add(name, InterpolationCode.Code4p, InterpolationCode.Code1);
            cases.Add(name, InterpolationCode.Code0, InterpolationCode.Code4);
            cases.Add(name, InterpolationCode.Code2, InterpolationCode.Code4);
            cases.Add(name, InterpolationCode.Code4p, InterpolationCode.Code4);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_full_likelihood_has_the_derivatives_of_its_values(string name, InterpolationCode histoSys, InterpolationCode normSys)
    {
        Model model = Compile(name, histoSys, normSys);
        LikelihoodEvaluator evaluator = model.With(model.ObservedData).CreateEvaluator();

        foreach (double size in s_sizes) DerivativeAssert.Holds(evaluator, TestPoints.Random(model, model.FullMap, size, seed: 7));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_profiled_likelihood_has_the_derivatives_of_its_values(string name, InterpolationCode histoSys, InterpolationCode normSys)
    {
        Model model = Compile(name, histoSys, normSys);
        var objective = new ProfiledObjective(model);
        objective.TakeData(model.ObservedData);

        foreach (double size in s_sizes) DerivativeAssert.Holds(objective, TestPoints.Random(model, model.ProfiledMap, size, seed: 11));
    }

    private static Model Compile(string name, InterpolationCode histoSys, InterpolationCode normSys)
        => Model.Compile(SmallWorkspaces.All[name], new CompileOptions { HistoSysInterpolation = histoSys, NormSysInterpolation = normSys });
}
