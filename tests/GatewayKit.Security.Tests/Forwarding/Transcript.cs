using System.Text;
using System.Text.RegularExpressions;
using GatewayKit.Security.Tests.Forwarding.Exchanges;
using GatewayKit.Security.Tests.Forwarding.Sockets;

namespace GatewayKit.Security.Tests.Forwarding;

/// <summary>
/// What the client and the upstream saw of an exchange, as text. The order of fields with different names and the case of names don't
/// matter (RFC 9110, sections 5.1 and 5.3), nor do the sizes of chunks; names and values that differ in every exchange are replaced.
/// </summary>
internal static partial class Transcript
{
    public static string Of(ExchangeSpec exchange, ClientResult client, IReadOnlyCollection<UpstreamCall> calls, params string[] own)
    {
        var text = new StringBuilder();
        foreach (var call in calls)
        {
            Append(text.Append("--- upstream\n"), call.Head, "traceparent");
            if (IsBodyCompared(exchange))
                Append(text, call.Body ?? WireBody.None);
        }

        foreach (var interim in client.Interim)
            Append(text.Append("--- client, interim\n"), interim, "");
        text.Append("--- client\n");
        if (client.Head is null)
            text.Append("no response\n");
        else
            Append(text, client.Head, HasDate(exchange, client.Head) ? "" : "Date");
        Append(text, client.Body);
        foreach (var one in own)
            text.Replace(one, new string('*', one.Length));
        return TraceId().Replace(text.ToString(), "\"traceId\":\"***\"");
    }

    /// <summary>An upstream that answers early can get the rest of a body or not, unless it accepts the request.</summary>
    private static bool IsBodyCompared(ExchangeSpec exchange)
        => !exchange.Response.IsEarly || (exchange.Response.Status < 300 && !exchange.Response.Closes);

    /// <summary>Returns whether the date is that of the upstream; the gateway's own depends on time.</summary>
    private static bool HasDate(ExchangeSpec exchange, WireHead head)
        => head.First("Date") is { Length: > 0 } date
            && exchange.Response.Fields.Any(line => line.Contains(date, StringComparison.Ordinal));

    private static void Append(StringBuilder text, WireHead head, string masked)
    {
        text.Append(ExchangeSpec.Show(head.StartLine)).Append('\n');
        foreach (var (name, values) in head.Fields
            .GroupBy(field => field.Key.ToUpperInvariant(), field => field.Value)
            .Select(group => (group.Key, group))
            .OrderBy(field => field.Key, StringComparer.Ordinal))
        {
            foreach (var value in values)
                text.Append(name).Append(": ")
                    .Append(name.Equals(masked, StringComparison.OrdinalIgnoreCase) ? "***" : ExchangeSpec.Show(value)).Append('\n');
        }
    }

    private static void Append(StringBuilder text, WireBody body)
    {
        text.Append("body by ").Append(body.Framing).Append(body.IsWhole ? ", whole, " : ", cut, ").Append(body.Content.Length).Append(": ")
            .Append(body.Content).Append('\n');
        foreach (var trailer in body.Trailers)
            text.Append("trailer ").Append(ExchangeSpec.Show(trailer)).Append('\n');
    }

    [GeneratedRegex("\"traceId\":\"[^\"]*\"")]
    private static partial Regex TraceId();
}
