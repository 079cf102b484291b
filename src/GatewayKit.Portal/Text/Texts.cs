using System.Globalization;

namespace GatewayKit.Portal.Text;

/// <summary>The form of values in pages.</summary>
internal static class Texts
{
    public static string Time(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
