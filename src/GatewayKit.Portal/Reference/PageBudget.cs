using GatewayKit.Portal.Text;

namespace GatewayKit.Portal.Reference;

/// <summary>
/// The content of one page: at most 2,000 parts, such as parameters, responses and examples, with 500,000 characters of text. Documents of
/// a few kilobytes can refer to the same long text thousands of times.
/// </summary>
internal sealed class PageBudget
{
    private int _parts = 2000;
    private int _characters = 500_000;

    /// <summary>Whether the page doesn't show everything.</summary>
    public bool IsExceeded { get; private set; }

    /// <summary>Returns the parts that the page shows.</summary>
    /// <param name="all">All parts.</param>
    /// <param name="nameOf">Returns the name of a part.</param>
    public IEnumerable<T> Take<T>(IEnumerable<T> all, Func<T, string> nameOf)
    {
        foreach (var part in all)
        {
            if (!TryTake(1, nameOf(part).Length))
                yield break;
            yield return part;
        }
    }

    /// <summary>Returns a text; null if the page doesn't show it.</summary>
    public string? Text(string? text)
        => text is null || TryTake(0, Math.Min(text.Length, SafeMarkdown.MaxLength)) ? text : null;

    /// <summary>Counts parts and characters; returns whether the page shows them.</summary>
    public bool TryTake(int parts, int characters)
    {
        if (parts > _parts || characters > _characters)
        {
            IsExceeded = true;
            return false;
        }

        _parts -= parts;
        _characters -= characters;
        return true;
    }
}
