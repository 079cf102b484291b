using System.Runtime.CompilerServices;

namespace GatewayKit.Proxy.Routing;

/// <summary>The leaves that a request visits, on the stack.</summary>
internal ref struct LeafList
{
    private const int Inline = 16;

    private Buffer _first;
    private List<PathLeaf>? _more;

    public int Count { get; private set; }

    public readonly PathLeaf this[int index] => index < Inline ? _first[index] : _more![index - Inline];

    public void Add(PathLeaf leaf)
    {
        if (Count < Inline)
            _first[Count] = leaf;
        else
            (_more ??= []).Add(leaf);
        Count++;
    }

    public readonly PathLeaf[] ToArray()
    {
        var leaves = new PathLeaf[Count];
        for (var i = 0; i < leaves.Length; i++)
            leaves[i] = this[i];
        return leaves;
    }

    [InlineArray(Inline)]
    private struct Buffer
    {
        private PathLeaf _first;
    }
}
