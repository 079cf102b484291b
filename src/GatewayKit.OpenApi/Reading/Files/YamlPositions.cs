using System.Globalization;
using System.Text;
using GatewayKit.Yaml;

namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Finds positions in well-formed YAML text. Values repeated by an alias have the position of the alias.</summary>
internal sealed class YamlPositions
{
    // The reader has already limited the text.
    private const int MostLevels = 1_000_000;

    private readonly YamlParser _parser;

    private YamlPositions(YamlParser parser) => _parser = parser;

    public static void Find(ReadOnlyMemory<byte> text, PointerTree tree)
    {
        var parser = new YamlParser(Encoding.UTF8.GetString(text.Span), MostLevels);
        if (parser.Read().Kind != YamlEventKind.DocumentStart)
            return;
        var root = parser.Read();
        tree.Position = (root.Line, root.Column);
        new YamlPositions(parser).Visit(root, tree);
    }

    private void Visit(YamlEvent current, PointerTree? node)
    {
        switch (current.Kind)
        {
            case YamlEventKind.SequenceStart:
                var index = 0;
                for (var item = _parser.Read(); item.Kind != YamlEventKind.SequenceEnd; item = _parser.Read())
                    Enter(item, item, node?.Below(index++.ToString(CultureInfo.InvariantCulture)));
                break;

            case YamlEventKind.MappingStart:
                for (var key = _parser.Read(); key.Kind != YamlEventKind.MappingEnd; key = _parser.Read())
                    Enter(key, _parser.Read(), key.Kind == YamlEventKind.Scalar ? node?.Below(key.Value) : null);
                break;
        }
    }

    private void Enter(YamlEvent start, YamlEvent value, PointerTree? node)
    {
        if (node is not null)
            node.Position = (start.Line, start.Column);
        Visit(value, node);
    }
}
