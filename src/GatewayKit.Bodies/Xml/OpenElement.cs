using System.Text;

namespace GatewayKit.Bodies;

/// <summary>An element whose end isn't read yet. The object is used again for the next element at its depth.</summary>
internal sealed class OpenElement
{
    private const int MaxScanned = 8;
    private const int MaxKept = 1000;

    private StringBuilder _more = new();
    private Dictionary<string, int> _indexes = [];
    private string _text = "";

    public XmlTreeNode Node { get; private set; } = null!;

    public bool HasElements { get; set; }

    public bool IsNil { get; set; }

    public string Text => _more.Length == 0 ? _text : _text + _more.ToString();

    public void Begin(XmlTreeNode node)
    {
        (Node, HasElements, IsNil, _text) = (node, false, false, "");

        // Clearing takes the time of the largest content until now, for each of many small elements after it.
        if (_more.Length > MaxKept)
            _more = new StringBuilder();
        else
            _more.Clear();
        if (_indexes.Count > MaxKept)
            _indexes = [];
        else
            _indexes.Clear();
    }

    public void AddText(string text)
    {
        if (_text.Length == 0)
            _text = text;
        else
            _more.Append(text);
    }

    /// <summary>Adds a member. The members of one name form a chain.</summary>
    public void Add(XmlTreeNode node)
    {
        var members = Node.Members ??= [];
        var index = IndexOf(members, node.Name);
        if (index >= 0)
        {
            members[index].Append(node);
            members[index] = node;
            return;
        }

        members.Add(node);
        if (members.Count > MaxScanned)
            _indexes[node.Name] = members.Count - 1;
    }

    private int IndexOf(List<XmlTreeNode> members, string name)
    {
        for (var i = 0; i < members.Count && i < MaxScanned; i++)
        {
            if (members[i].Name == name)
                return i;
        }

        return _indexes.TryGetValue(name, out var index) ? index : -1;
    }
}
