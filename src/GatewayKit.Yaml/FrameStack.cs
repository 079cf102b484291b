namespace GatewayKit.Yaml;

/// <summary>The stack of open collections. The stream of documents is at the bottom.</summary>
internal sealed class FrameStack(int maximumDepth, YamlCursor cursor)
{
    // In addition to the collections: the stream and a document.
    private const int Documents = 2;

    private readonly Stack<Frame> _frames = new([new Frame(FrameKind.Document, 1, 0)]);

    public Frame Top => _frames.Peek();

    /// <summary>Opens a collection at the cursor.</summary>
    public void Push(FrameKind kind)
    {
        if (_frames.Count >= maximumDepth + Documents)
            throw cursor.Error($"The text is nested deeper than {maximumDepth} levels.");

        _frames.Push(new Frame(kind, cursor.Line, cursor.Column));
    }

    public void Pop() => _frames.Pop();

    /// <summary>Sets the element that is expected next in the innermost collection.</summary>
    public void Expect(FrameKind kind) => _frames.Push(_frames.Pop() with { Kind = kind });
}
