using System.Globalization;
using System.Text;
using GatewayKit.Configuration.Portal;

namespace GatewayKit.Portal.Accounts;

/// <summary>The rules for texts that developers choose.</summary>
internal static class PortalNames
{
    /// <summary>Returns whether a text is a name without control and format characters, such as those that reverse the direction.</summary>
    public static bool IsName(string text, int maximum)
        => !string.IsNullOrWhiteSpace(text) && text.Length <= maximum && text.EnumerateRunes().All(rune
            => rune != Rune.ReplacementChar && Rune.GetUnicodeCategory(rune) is not (
                UnicodeCategory.Control or UnicodeCategory.Format
                or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator));

    /// <summary>Returns whether a text looks like an address. Only a message proves that it is one.</summary>
    public static bool IsEmail(string text) => PortalText.IsEmail(text);
}
