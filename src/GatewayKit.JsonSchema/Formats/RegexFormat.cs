using GatewayKit.JsonSchema.Patterns;

namespace GatewayKit.JsonSchema.Formats;

/// <summary>ECMA-262, section 22.2.1.</summary>
internal static class RegexFormat
{
    public static bool IsRegex(ReadOnlySpan<char> text)
    {
        try
        {
            EcmaTranslator.Translate(text.ToString());
            return true;
        }
        catch (PatternException)
        {
            return false;
        }
    }
}
