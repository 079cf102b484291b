using System.ComponentModel.DataAnnotations;

namespace GatewayKit.AccessLog;

/// <summary>The exchanges that are logged.</summary>
public sealed record LogCondition
{
    /// <summary>The statuses, such as <c>404</c>, or classes of them, such as <c>5xx</c>.</summary>
    [MaxLength(50)]
    public IReadOnlyList<string> Status { get; init; } = [];

    /// <summary>Exchanges that take longer, <c>1ms</c> to <c>1h</c>.</summary>
    [DurationRange("1ms", "1h")]
    public TimeSpan? SlowerThan { get; init; }

    internal bool IsMet(GatewayContext context)
    {
        if (context.Elapsed > SlowerThan)
            return true;

        var status = context.Status;
        for (var i = 0; i < Status.Count; i++)
        {
            if (Matches(Status[i], status))
                return true;
        }

        return false;
    }

    internal IEnumerable<OptionsError> Validate(string option)
    {
        if (Status.Count == 0 && SlowerThan is null)
            yield return new OptionsError(option, "has no condition; set 'status' or 'slowerThan'");
        for (var i = 0; i < Status.Count; i++)
        {
            if (!IsStatus(Status[i]))
            {
                yield return new OptionsError($"{option}.status[{i}]",
                    $"is {HeaderOptions.Quoted(Status[i])}; it must be a status such as 404, or a class such as 5xx");
            }
        }
    }

    private static bool IsStatus(string text)
        => text is [>= '1' and <= '5', _, _] && (text.EndsWith("xx", StringComparison.OrdinalIgnoreCase)
            || (char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2])));

    private static bool Matches(string text, int status)
        => text[0] - '0' == status / 100
            && (text[1] is 'x' or 'X' || (text[1] - '0' == status / 10 % 10 && text[2] - '0' == status % 10));
}
