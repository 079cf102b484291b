using System.Globalization;
using System.Text;

namespace GatewayKit.Portal.Usage;

/// <summary>Usage as comma-separated values (RFC 4180).</summary>
internal static class UsageCsv
{
    public static byte[] Write(params ReadOnlySpan<UsageSection> sections)
    {
        var text = new StringBuilder("kind,name,requests,successes,client errors,server errors,median ms,95th percentile ms,details\r\n");
        foreach (var section in sections)
        {
            foreach (var row in section.Rows)
            {
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"{section.Kind},{Quote(row.Name)},{row.Count},{row.Successes},{row.ClientErrors},{row.ServerErrors},");
                text.Append(CultureInfo.InvariantCulture, $"{row.Median?.TotalMilliseconds:0.#},{row.Slow?.TotalMilliseconds:0.#},");
                text.Append(Quote(string.Join("; ", row.Details.Where(detail => detail.Length > 0)))).Append("\r\n");
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // A spreadsheet would run a text that begins like a formula.
    private static string Quote(string text)
        => $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}"
            + $"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
