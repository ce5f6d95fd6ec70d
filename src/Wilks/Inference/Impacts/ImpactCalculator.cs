using Wilks.Models;
using Wilks.Numerics;

namespace Wilks.Inference;

/// <summary>
/// Impacts of nuisance parameters on a parameter of interest, by every definition in use: shifts of the parameter by its pre- and post-fit
/// uncertainty, its covariance, and shifts of the auxiliary datum, whose squares add up to the systematic part of the variance
/// (A. Pinto et al., Eur. Phys. J. C 84 (2024) 593).
/// </summary>
public static class ImpactCalculator
{
    /// <summary>Computes all impacts.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data.</param>
    /// <param name="poi">The index of the parameter of interest.</param>
    /// <param name="groups">Groups of parameters by name; may be empty.</param>
    /// <param name="options">Options of the fits.</param>
    /// <param name="threads">The number of threads; no number depends on it.</param>
    /// <param name="cancellationToken">Stops with an <see cref="OperationCanceledException"/>.</param>
    public static ImpactResult Run(ITestableModel model, Dataset data, int poi, IReadOnlyDictionary<string, IReadOnlyList<int>>? groups = null, FitOptions? options = null, int threads = 1, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        options ??= FitOptions.Default;
        FitResult best = model.CreateFitter().Fit(data, options, cancellationToken);
        double[]? covariance = best.Covariance;
        Work work = new(model, data, best, poi, options, cancellationToken);
        int[] nuisances = [.. model.Parameters.Where(p => p.Index != poi && best.States[p.Index] != Minimization.CoordinateState.Fixed).Select(p => p.Index)];
        Impact[] impacts = ParallelFits.Run(model, nuisances.Length, threads, (fitter, i) => work.ImpactOf(fitter, nuisances[i]), cancellationToken);
        (string Name, IReadOnlyList<int> Parameters)[] named = [.. (groups ?? new Dictionary<string, IReadOnlyList<int>>()).Select(g => (g.Key, g.Value))];
        Dictionary<int, Impact> byParameter = impacts.ToDictionary(i => i.Parameter.Index);
        GroupImpact[] grouped = ParallelFits.Run(model, named.Length, threads, (fitter, i) => work.GroupImpactOf(fitter, named[i].Name, named[i].Parameters, byParameter), cancellationToken);
        double total = best.Uncertainties[poi];
        double systematic = Math.Sqrt(impacts.Sum(i => double.IsNaN(i.Auxiliary.Size) ? 0 : i.Auxiliary.Size * i.Auxiliary.Size));
        return new ImpactResult
        {
            Poi = model.Parameters[poi],
            Best = best,
            Impacts = [.. impacts.OrderByDescending(i => double.IsNaN(i.Postfit.Size) ? -1 : i.Postfit.Size).ThenBy(i => i.Parameter.Index)],
            Groups = [.. grouped.OrderByDescending(g => g.Freezing)],
            Total = total,
            Systematic = systematic,
            Statistical = Math.Sqrt(Math.Max(0, total * total - systematic * systematic)),
            FailedCount = work.FailedCount,
        };
    }

    private sealed class Work(ITestableModel model, Dataset data, FitResult best, int poi, FitOptions options, CancellationToken cancellationToken)
    {
        private readonly int[] _placeOf = PlacesOfData(model);
        private readonly Dictionary<int, (CorrelatedBlock Block, double[] Column)> _correlated = Columns(model);
        private int _failed;

        public int FailedCount => _failed;

        public Impact ImpactOf(IFitter fitter, int p)
        {
            fitter.StayNear(best, data);
            Parameter parameter = model.Parameters[p];
            double value = best.Values[p], postfit = best.Uncertainties[p], prefit = parameter.PrefitUncertainty;
            return new Impact
            {
                Parameter = parameter,
                Value = value,
                Uncertainty = postfit,
                Prefit = Hold(fitter, parameter, value, prefit),
                Postfit = Hold(fitter, parameter, value, postfit),
                Covariance = Covariance(p, poi) / postfit,
                Auxiliary = parameter.Constraint == ConstraintKind.None ? Shift.None : new Shift(ShiftDatum(fitter, p, 1), ShiftDatum(fitter, p, -1)),
            };
        }

        public GroupImpact GroupImpactOf(IFitter fitter, string name, IReadOnlyList<int> members, Dictionary<int, Impact> impacts)
        {
            var freezing = new GroupFreezing(model, data, best, options, cancellationToken);
            FitResult frozen = Checked(freezing.Fit(fitter, freezing.Frozen(members, [poi])));
            double total = best.Uncertainties[poi], rest = frozen.Uncertainties[poi];
            double auxiliary = members.Sum(p => impacts.TryGetValue(p, out Impact? i) && !double.IsNaN(i.Auxiliary.Size) ? i.Auxiliary.Size * i.Auxiliary.Size : 0);
            return new GroupImpact(name, members, GroupFreezing.Difference(total, rest), BlockCovariance(members), Math.Sqrt(auxiliary));
        }

        private Shift Hold(IFitter fitter, Parameter parameter, double value, double width)
            => width > 0 ? new Shift(HoldAt(fitter, parameter, value + width), HoldAt(fitter, parameter, value - width)) : Shift.None;

        private double HoldAt(IFitter fitter, Parameter parameter, double value)
        {
            double inside = Math.Clamp(value, parameter.Lower, parameter.Upper);
            Dictionary<int, double> hold = options.Hold is null ? [] : new Dictionary<int, double>(options.Hold);
            hold[parameter.Index] = inside;
            return ShiftOf(fitter, data, options with { Hold = hold, Start = ConditionalStart.Predict(model, best, [parameter.Index], [inside]) });
        }

        // Up or down by one standard deviation of the datum: of a correlated one along its column of the symmetric root of the covariance,
        // so that the squares of all columns add up whatever the order of the parameters.
        private double ShiftDatum(IFitter fitter, int p, int sign)
        {
            double[] auxiliary = data.Auxiliary.ToArray();
            double[] start = [.. best.Values];
            if (_correlated.TryGetValue(p, out (CorrelatedBlock Block, double[] Column) entry))
            {
                for (int i = 0; i < entry.Column.Length; i++) auxiliary[_placeOf[entry.Block.Parameters[i]]] += sign * entry.Column[i];
                Follow(start, entry.Block, entry.Column, sign);
            }
            else
            {
                // −∂²lnL/∂θ∂a is 1/σ² or 1/θ: all parameters follow the datum along the column of the covariance.
                Parameter parameter = model.Parameters[p];
                double old = auxiliary[_placeOf[p]];
                double shifted = ShiftedDatum(parameter, old, sign);
                auxiliary[_placeOf[p]] = shifted;
                double response = parameter.Constraint == ConstraintKind.LogNormal ? Math.Log(shifted / old) / (best.Values[p] * parameter.Sigma * parameter.Sigma)
                    : (shifted - old) / (parameter.CountsDatum ? best.Values[p] : parameter.Sigma * parameter.Sigma);
                for (int q = 0; q < start.Length; q++) start[q] += Finite(Covariance(q, p) * response);
            }

            foreach (Parameter q in model.Parameters) start[q.Index] = Math.Clamp(start[q.Index], q.Lower, q.Upper);
            return ShiftOf(fitter, new Dataset(data.Main.ToArray(), auxiliary), options with { Start = start });
        }

        private static double ShiftedDatum(Parameter parameter, double datum, int sign) => parameter.Constraint switch
        {
            ConstraintKind.LogNormal => datum * Math.Exp(sign * parameter.Sigma),
            ConstraintKind.Poisson or ConstraintKind.Gamma => Math.Max(0, datum + sign * parameter.PrefitUncertainty * parameter.Tau),
            _ => datum + sign * parameter.PrefitUncertainty,
        };

        // Δθ = C C_a⁻¹ Δa.
        private void Follow(double[] start, CorrelatedBlock block, double[] column, int sign)
        {
            int n = column.Length;
            for (int i = 0; i < n; i++)
            {
                double response = 0;
                for (int j = 0; j < n; j++) response += block.Precision[i * n + j] * sign * column[j];
                for (int q = 0; q < start.Length; q++) start[q] += Finite(Covariance(q, block.Parameters[i]) * response);
            }
        }

        // The lean fit: only the value of the POI is wanted.
        private double ShiftOf(IFitter fitter, Dataset shifted, FitOptions wanted)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (double.IsNaN(fitter.FitTwiceNll(shifted, wanted)) && double.IsNaN(fitter.FitTwiceNll(shifted, wanted with { Start = options.Start })))
            {
                Interlocked.Increment(ref _failed);
                return double.NaN;
            }

            return fitter.LastValue(poi) - best.Values[poi];
        }

        private static int[] PlacesOfData(ITestableModel model)
        {
            int[] places = new int[model.Parameters.Count];
            int next = 0;
            foreach (Parameter p in model.Parameters) places[p.Index] = p.Constraint == ConstraintKind.None ? -1 : next++;
            return places;
        }

        private static Dictionary<int, (CorrelatedBlock Block, double[] Column)> Columns(ITestableModel model)
        {
            Dictionary<int, (CorrelatedBlock, double[])> columns = [];
            foreach (CorrelatedBlock block in model.CorrelatedBlocks)
            {
                int n = block.Parameters.Count;
                double[] root = SymmetricRoot.Of([.. block.Covariance], n);
                for (int i = 0; i < n; i++) columns.Add(block.Parameters[i], (block, root[(i * n)..((i + 1) * n)]));
            }

            return columns;
        }

        private static double Finite(double value) => double.IsFinite(value) ? value : 0;

        private FitResult Checked(FitResult fit)
        {
            if (fit.Status != FitStatus.Converged) Interlocked.Increment(ref _failed);
            return fit;
        }

        private double Covariance(int p, int q) => best.Covariance is { } c ? c[p * best.Values.Length + q] : double.NaN;

        // √(C_pG C_GG⁻¹ C_Gp) over the members that have a variance.
        private double BlockCovariance(IReadOnlyList<int> members)
        {
            int[] free = [.. members.Where(p => p != poi && !model.Parameters[p].IsDerived && Covariance(p, p) > 0)];
            int n = free.Length;
            double[] block = new double[n * n], column = new double[n], solution = new double[n];
            for (int i = 0; i < n; i++)
            {
                column[i] = solution[i] = Covariance(free[i], poi);
                for (int j = 0; j < n; j++) block[i * n + j] = Covariance(free[i], free[j]);
            }

            if (Cholesky.Factor(block, n, n) >= 0) return double.NaN;

            Cholesky.Solve(block, n, solution);
            return Math.Sqrt(Math.Max(0, Cholesky.Dot(column, solution)));
        }
    }
}
