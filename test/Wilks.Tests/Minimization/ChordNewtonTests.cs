using Wilks.Minimization;

namespace Wilks.Tests.Minimization;

/// <summary>Newton's method with a known Hessian: exact on a parabola, and gives up where it can't know.</summary>
public sealed class ChordNewtonTests
{
    private const double Exact = 1e-12;

    private static readonly double[] s_hessian = [4, 1, 1, 3];

    // The Hessian times the minimum (1, −2).
    private static readonly double[] s_linear = [2, -5];

    [Fact]
    public void A_parabola_needs_two_gradients()
    {
        ChordNewton chord = Chord(CoordinateState.Free, CoordinateState.Free);
        double[] x = [5, 5];

        bool isFound = chord.TryMinimize(Parabola(), x, [-10, -10], [10, 10]);

        Assert.True(isFound);
        Assert.Equal(2, chord.GradientCount);
        Assert.Equal(1, x[0], Exact);
        Assert.Equal(-2, x[1], Exact);
        Assert.Equal(-6, chord.Value, Exact);
    }

    [Fact]
    public void A_held_coordinate_takes_the_other_along()
    {
        ChordNewton chord = Chord(CoordinateState.Free, CoordinateState.Free);
        double[] x = [2, 0];

        bool isFound = chord.TryMinimize(Parabola(), x, [2, -10], [2, 10]);

        // 3(y + 2) + 1·(2 − 1) = 0.
        Assert.True(isFound);
        Assert.Equal(2, x[0]);
        Assert.Equal(-2 - (1.0 / 3), x[1], Exact);
    }

    [Fact]
    public void A_minimum_beyond_a_bound_is_left_to_others()
        => Assert.False(Chord(CoordinateState.Free, CoordinateState.Free).TryMinimize(Parabola(), [5, 5], [-10, -1], [10, 10]));

    [Fact]
    public void A_coordinate_stays_at_its_bound_only_while_the_function_rises_inwards()
    {
        Assert.True(Chord(CoordinateState.Free, CoordinateState.AtLower).TryMinimize(Parabola(), [5, -1], [-10, -1], [10, 10]));
        Assert.False(Chord(CoordinateState.Free, CoordinateState.AtLower).TryMinimize(Parabola(), [5, -4], [-10, -4], [10, 10]));
    }

    [Fact]
    public void Another_free_coordinate_is_left_to_others()
        => Assert.False(Chord(CoordinateState.Free, CoordinateState.Fixed).TryMinimize(Parabola(), [5, 5], [-10, -10], [10, 10]));

    [Fact]
    public void A_curvature_that_is_far_off_is_noticed()
    {
        ChordNewton chord = ChordNewton.At([0.5, 0, 0, 0.5], [CoordinateState.Free, CoordinateState.Free])!;

        Assert.False(chord.TryMinimize(Parabola(), [5, 5], [-1e9, -1e9], [1e9, 1e9]));
    }

    [Fact]
    public void There_is_none_for_an_indefinite_matrix_or_a_kink()
    {
        Assert.Null(ChordNewton.At([1, 2, 2, 1], [CoordinateState.Free, CoordinateState.Free]));
        Assert.Null(ChordNewton.At(s_hessian, [CoordinateState.Free, CoordinateState.AtKink]));
    }

    private static ChordNewton Chord(params CoordinateState[] states) => ChordNewton.At(s_hessian, states)!;

    private static QuadraticObjective Parabola() => new(s_hessian, s_linear);
}
