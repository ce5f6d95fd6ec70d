namespace Wilks.Inference;

/// <summary>The test statistics of Cowan, Cranmer, Gross and Vitells, Eur. Phys. J. C 71 (2011) 1554, arXiv:1007.1727, all from profile likelihood ratios.</summary>
public enum TestStatistic
{
    /// <summary><c>q_μ</c> for upper limits (eq. 14): zero where μ̂ &gt; μ.</summary>
    QMu,

    /// <summary><c>q̃_μ</c> for upper limits of a signal that can't be negative (eq. 16): μ̂ below zero counts as zero.</summary>
    QMuTilde,

    /// <summary><c>t_μ</c>, two-sided (eq. 8).</summary>
    TMu,

    /// <summary><c>t̃_μ</c>, two-sided, for a signal that can't be negative (eq. 11).</summary>
    TMuTilde,

    /// <summary><c>q₀</c> for discovery (eq. 12): zero where μ̂ &lt; 0.</summary>
    Q0,

    /// <summary><c>q₀</c> with the sign of μ̂: a deficit gives a negative value and a p-value above one half.</summary>
    Q0Uncapped,

    /// <summary><c>q_μ</c> mirrored, for lower limits: zero where μ̂ &lt; μ.</summary>
    QMuLower,
}
