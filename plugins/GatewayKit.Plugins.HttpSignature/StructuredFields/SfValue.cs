using System.Runtime.InteropServices;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>A bare item (RFC 9651, section 3.3).</summary>
/// <param name="Type">The type.</param>
/// <param name="Number">An integer, the seconds of a date, the thousandths of a decimal, or 1 for true.</param>
/// <param name="Text">The text of a string, a token or a display string, without quotes and escapes.</param>
/// <param name="Bytes">The bytes of a byte sequence.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SfValue(SfType Type, long Number = 0, string? Text = null, byte[]? Bytes = null)
{
    public static SfValue True => new(SfType.Boolean, 1);

    public bool IsTrue => Type == SfType.Boolean && Number == 1;

    /// <summary>Gets the text if it is a string; otherwise null.</summary>
    public string? AsString => Type == SfType.String ? Text : null;
}
