using System.ComponentModel.DataAnnotations;

namespace GatewayKit.Configuration.Policies;

/// <summary>
/// Sends a request to another destination as well if there is no response after a delay, or if an attempt fails. The first good
/// response counts, and the other attempts are canceled. An additional attempt needs a healthy destination that has none yet, so a
/// cluster with a single healthy destination makes only the first one. Can't be combined with <see cref="RetryPolicy"/>.
/// </summary>
public sealed record HedgingPolicy : IValidatedOptions
{
    /// <summary>The maximum number of attempts, with the first one.</summary>
    [Range(2, 5)]
    public int Attempts { get; init; } = 2;

    /// <summary>The time without a response after which the next attempt begins. About the time in which 95 % of the responses begin
    /// keeps the additional load small.</summary>
    [DurationRange("1ms", "1m")]
    public TimeSpan Delay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The statuses of a response after which the next attempt begins at once, 400 to 599. An attempt without a response
    /// always does this.</summary>
    [MaxLength(100)]
    public IReadOnlyList<int> Statuses { get; init; } = [502, 503, 504];

    /// <summary>The methods of requests that several destinations may get.</summary>
    public IReadOnlyList<string> Methods { get; init; } = ["GET", "HEAD", "OPTIONS"];

    /// <summary>
    /// The maximum length of a body that is kept in memory to be sent several times, up to 16 MB; 0 for none. The body needs a
    /// <c>Content-Length</c>.
    /// </summary>
    public ByteSize MaxBodySize { get; init; } = ByteSize.Kilobytes(64);

    /// <summary>The limit of all additional attempts of the cluster together, so that a slow cluster doesn't get a multiple of its
    /// load.</summary>
    public RetryBudget Budget { get; init; } = new();

    /// <inheritdoc />
    public IEnumerable<OptionsError> Validate()
    {
        foreach (var error in StatusList.Check("statuses", Statuses))
            yield return error;
        foreach (var error in MethodList.Check("methods", Methods))
            yield return error;
        if (MaxBodySize > ByteSize.Megabytes(16))
            yield return new OptionsError("maxBodySize", $"is {MaxBodySize}; it must be at most 16MB");
    }
}
