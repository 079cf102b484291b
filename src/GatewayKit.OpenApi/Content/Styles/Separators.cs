namespace GatewayKit.OpenApi.Content.Styles;

/// <summary>The separators of items in each style.</summary>
internal static class Separators
{
    public static char Of(ParameterStyle style) => style switch
    {
        ParameterStyle.SpaceDelimited => ' ',
        ParameterStyle.PipeDelimited => '|',
        ParameterStyle.TabDelimited => '\t',
        _ => ',',
    };

    /// <summary>Returns separators that aren't valid in a URL as characters; clients encode them.</summary>
    public static ReadOnlySpan<char> Plain(ReadOnlySpan<char> raw, ParameterStyle style)
    {
        if (!raw.ContainsAny('%', '+'))
            return raw;
        return style switch
        {
            ParameterStyle.SpaceDelimited => raw.ToString().Replace("%20", " ", StringComparison.Ordinal).Replace('+', ' '),
            ParameterStyle.PipeDelimited => raw.ToString().Replace("%7C", "|", StringComparison.OrdinalIgnoreCase),
            ParameterStyle.TabDelimited => raw.ToString().Replace("%09", "\t", StringComparison.Ordinal),
            _ => raw,
        };
    }
}
