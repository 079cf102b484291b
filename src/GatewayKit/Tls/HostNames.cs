using System.Globalization;
using System.Text;

namespace GatewayKit.Tls;

/// <summary>The forms of host names. .NET decodes the labels of the name that a client sends to Unicode.</summary>
internal static class HostNames
{
    private static readonly IdnMapping s_idn = new() { AllowUnassigned = true };

    /// <summary>Returns the name in which every label is ASCII; null if the name has no such form.</summary>
    public static string? ToAscii(string name)
    {
        if (Ascii.IsValid(name))
            return name;

        try
        {
            return s_idn.GetAscii(name);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Returns the name with decoded labels; the name itself if they can't be decoded.</summary>
    public static string ToUnicode(string name)
    {
        if (!name.Contains("xn--", StringComparison.OrdinalIgnoreCase))
            return name;

        var (prefix, rest) = name.StartsWith("*.", StringComparison.Ordinal) ? ("*.", name[2..]) : ("", name);
        try
        {
            return prefix + s_idn.GetUnicode(rest);
        }
        catch (ArgumentException)
        {
            return name;
        }
    }
}
