using YamlDotNet.Core.Events;

namespace GatewayKit.Configuration;

/// <summary>Reads a YAML scalar: without quotes, nothing, <c>~</c> and <c>null</c> are null; everything else is text.</summary>
internal static class YamlScalar
{
    private const string TextTag = "tag:yaml.org,2002:str";

    public static ConfigNode Read(Scalar scalar, ConfigPlace place, NodeReading reading)
    {
        var isPlain = scalar.Style == YamlDotNet.Core.ScalarStyle.Plain && (scalar.Tag.IsEmpty || scalar.Tag.Value != TextTag);
        return isPlain && scalar.Value is "" or "~" or "null" or "Null" or "NULL" && isPlain
            ? new ConfigNull(place)
            : reading.Scalar(place, scalar.Value, isPlain ? ScalarStyle.Plain : ScalarStyle.Text);
    }
}
