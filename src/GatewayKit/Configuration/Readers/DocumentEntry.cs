using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Readers;

/// <summary>An entry of a document, such as a section or a route, with its text.</summary>
/// <param name="Key">The key.</param>
/// <param name="Start">The position of its text in that of its mapping. The text includes whatever follows up to the next entry.</param>
/// <param name="Length">The length of its text.</param>
/// <param name="Lines">The number of line breaks in its text.</param>
/// <param name="Column">The column of its text.</param>
/// <param name="Node">The value.</param>
/// <param name="LineOffset">The number of lines from the beginning of its text to the value.</param>
/// <param name="ColumnOffset">The number of columns from the beginning of its text to the value.</param>
/// <param name="Nodes">The number of nodes of the value.</param>
/// <param name="Height">The number of levels below the value.</param>
internal sealed record DocumentEntry(
    string Key, int Start, int Length, int Lines, int Column, ConfigNode Node, int LineOffset, int ColumnOffset, int Nodes, int Height)
{
    /// <summary>Returns the value for another version of the document, in which its text begins at another location.</summary>
    public ConfigNode At(ConfigLocation location)
    {
        var own = Node.Location;
        var lines = location.Line + LineOffset - own.Line;
        var columns = LineOffset == 0 ? location.Column + ColumnOffset - own.Column : 0;
        if (lines != 0 || columns != 0)
            Node.Move(lines, columns, own.Line);
        return Node;
    }
}
