using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Finds places in a YAML text that is known to be well-formed. What an alias repeats stands where the alias is.</summary>
internal sealed class YamlPositions
{
    private readonly YamlEvents _events;

    private YamlPositions(YamlEvents events) => _events = events;

    public static void Find(ReadOnlyMemory<byte> text, PointerTree tree)
    {
        using var events = new YamlEvents(text);
        if (events.Next() is not StreamStart || events.Next() is not DocumentStart)
            return;
        var root = events.Next();
        tree.Position = Of(root);
        new YamlPositions(events).Visit(root, tree);
    }

    private static (int Line, int Column) Of(ParsingEvent at) => ((int)at.Start.Line, (int)at.Start.Column);

    private void Visit(ParsingEvent current, PointerTree? node)
    {
        switch (current)
        {
            case SequenceStart:
                var index = 0;
                for (var item = _events.Next(); item is not SequenceEnd; item = _events.Next())
                    Enter(item, item, node?.Below(index++.ToString(CultureInfo.InvariantCulture)));
                break;

            case MappingStart:
                for (var key = _events.Next(); key is not MappingEnd; key = _events.Next())
                    Enter(key, _events.Next(), key is Scalar name ? node?.Below(name.Value) : null);
                break;
        }
    }

    private void Enter(ParsingEvent start, ParsingEvent value, PointerTree? node)
    {
        if (node is not null)
            node.Position = Of(start);
        Visit(value, node);
    }
}
