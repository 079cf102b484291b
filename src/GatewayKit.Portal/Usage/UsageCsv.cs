using System.Globalization;
using System.Text;

namespace GatewayKit.Portal.Usage;

/// <summary>Usage as comma-separated values (RFC 4180).</summary>
internal static class UsageCsv
{
    public static byte[] Write(ApplicationUsage usage)
    {
        var text = new StringBuilder("kind,name,requests,successes,client errors,server errors,median ms,95th percentile ms\r\n");
        foreach (var (kind, rows) in new[] { ("time", usage.ByTime), ("api", usage.ByApi) })
        {
            foreach (var row in rows)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{kind},{Quote(row.Name)},{row.Count},{row.Successes},{row.ClientErrors},{row.ServerErrors},");
                text.Append(CultureInfo.InvariantCulture, $"{row.Median?.TotalMilliseconds:0.#},{row.Slow?.TotalMilliseconds:0.#}\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // A spreadsheet would run a text that begins like a formula.
    private static string Quote(string text)
        => $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}"
            + $"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
