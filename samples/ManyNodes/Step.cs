using System.Globalization;

namespace ManyNodes;

/// <summary>The result of a step beside the right one.</summary>
/// <param name="Name">The step.</param>
/// <param name="Result">The answers.</param>
/// <param name="Minimum">The minimum of requests that the gateways should admit.</param>
/// <param name="Maximum">The maximum.</param>
/// <param name="Reason">The reason, if it isn't the limit alone.</param>
internal sealed record Step(string Name, LoadResult Result, int Minimum, int Maximum, string Reason = "")
{
    /// <summary>Whether the gateways admitted as many requests as they should.</summary>
    public bool IsRight => Result.Admitted >= Minimum && Result.Admitted <= Maximum;

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name,-44}{Result.Sent,6}{Result.Admitted,10}  {(IsRight ? ' ' : '!')} {Range}{(Reason == "" ? "" : $": {Reason}")}");

    private string Range => Minimum == Maximum
        ? Minimum.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{Minimum} to {Maximum}");
}
