using GatewayKit.Configuration.Nodes;
using GatewayKit.Yaml;

namespace GatewayKit.Configuration.Readers;

/// <summary>Reads a YAML scalar: an empty value, <c>~</c> and <c>null</c> without quotes are null; everything else is text.</summary>
internal static class YamlScalar
{
    private const string TextTag = "tag:yaml.org,2002:str";

    public static ConfigNode Read(YamlEvent scalar, ConfigLocation location, NodeReading reading)
    {
        var isPlain = scalar.Style == YamlScalarStyle.Plain && scalar.Tag != TextTag;
        return isPlain && scalar.Value is "" or "~" or "null" or "Null" or "NULL" && isPlain
            ? new ConfigNull(location)
            : reading.Scalar(location, scalar.Value, isPlain ? ScalarStyle.Plain : ScalarStyle.Text);
    }
}
