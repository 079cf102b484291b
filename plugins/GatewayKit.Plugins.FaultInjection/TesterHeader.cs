using System.Globalization;

namespace GatewayKit.Plugins.FaultInjection;

/// <summary>The header with which testers choose the faults of their own requests.</summary>
internal sealed class TesterHeader(TesterOptions options, AbortResponses responses)
{
    private const int MaxLength = 100;

    private readonly Fault _invalid = new(TimeSpan.Zero, GatewayResponse.Problem(
        400, "Bad Request",
        $"The header '{options.Header}' must be delay=TIME, abort=STATUS or both, separated by a comma; the time is at most "
            + $"{Duration.Format(options.MaxDelay)}, and the status between 400 and 599."));

    /// <summary>Removes the header from the request, and returns the fault that it asks for; <c>null</c> for none.</summary>
    public Fault? Take(GatewayContext context)
    {
        var headers = context.Http.Request.Headers;
        if (!headers.TryGetValue(options.Header, out var values))
            return null;

        headers.Remove(options.Header);
        return IsTester(context) ? Read(values.ToString()) : null;
    }

    private bool IsTester(GatewayContext context)
        => options.Groups.Count == 0 || context.Consumer?.IsInAnyGroup(options.Groups) == true;

    private Fault Read(string text)
    {
        var (delay, response) = (TimeSpan.Zero, default(GatewayResponse));
        if (text.Length is 0 or > MaxLength)
            return _invalid;

        foreach (var part in text.Split(','))
        {
            var pair = part.AsSpan().Trim();
            if (delay == TimeSpan.Zero && pair.StartsWith("delay=", StringComparison.OrdinalIgnoreCase)
                && Duration.TryParse(pair[6..].ToString(), out var time) && time > TimeSpan.Zero && time <= options.MaxDelay)
                delay = time;
            else if (response is null && pair.StartsWith("abort=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(pair[6..], NumberStyles.None, CultureInfo.InvariantCulture, out var status) && status is >= 400 and <= 599)
                response = responses.For(status);
            else
                return _invalid;
        }

        return new Fault(delay, response);
    }
}
