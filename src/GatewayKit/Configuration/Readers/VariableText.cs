using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace GatewayKit.Configuration.Readers;

/// <summary>
/// Replaces <c>${env:NAME}</c> in text, and <c>${env:NAME:-default}</c>, whose default is used when the variable is missing or
/// empty, as in a shell. The value of a variable is text: it is neither parsed nor searched for variables again.
/// <c>$${env:NAME}</c> is the literal text <c>${env:NAME}</c>.
/// </summary>
/// <param name="environment">Returns a variable's value; null if it isn't set.</param>
/// <param name="allowUnset">Whether a variable that isn't set is replaced by a placeholder instead of being an error.</param>
/// <param name="hide">Called with the value of each variable that is used and the reference to it.</param>
internal sealed class VariableText(Func<string, string?> environment, bool allowUnset = false, Action<string, string>? hide = null)
{
    // Limits the memory that a small file with many references to a large variable can use.
    private const int MostCharacters = 16 * 1024 * 1024;
    private const int MostNameCharacters = 256;
    private const string Opening = "${env:";
    private const string Default = ":-";
    private static readonly SearchValues<char> s_nameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-()");

    private readonly List<string> _unset = [];
    private int _characters;

    /// <summary>The unset variables of the text that was replaced last.</summary>
    public IReadOnlyList<string> Unset => _unset;

    /// <summary>Returns whether a text contains a variable.</summary>
    public static bool HasVariable(string text) => text.Contains(Opening, StringComparison.Ordinal);

    /// <summary>Replaces every variable of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="replaced">The result.</param>
    /// <param name="error">The error; never contains a variable's value.</param>
    /// <returns>Whether every variable was replaced.</returns>
    public bool TryReplace(string text, [NotNullWhen(true)] out string? replaced, [NotNullWhen(false)] out string? error)
    {
        (replaced, error) = (null, null);
        _unset.Clear();
        var result = new StringBuilder();
        var rest = text.AsSpan();
        while (rest.IndexOf(Opening) is >= 0 and var start)
        {
            if (start > 0 && rest[start - 1] == '$')
            {
                result.Append(rest[..(start - 1)]).Append(Opening);
                rest = rest[(start + Opening.Length)..];
                continue;
            }

            result.Append(rest[..start]);
            rest = rest[(start + Opening.Length)..];
            if (!TryTake(ref rest, out var name, out var fallback))
            {
                error = "a variable is written ${env:NAME} or ${env:NAME:-default}, with letters, digits and _ in its name and no } or ${ "
                    + "in its default; "
                    + "write $${env: for the text itself.";
                return false;
            }

            var value = environment(name);
            if (string.IsNullOrEmpty(value) && fallback is not null)
                value = fallback;
            else if (value is not null)
                hide?.Invoke(value, $"{Opening}{name}}}");
            if (value is null && allowUnset)
            {
                _unset.Add(name);
                value = Placeholder(name, isWhole: start == 0 && rest.IsEmpty && result.Length == 0);
            }

            if (value is null)
            {
                error = $"the environment variable '{name}' isn't set.";
                return false;
            }

            if ((_characters += value.Length) > MostCharacters)
            {
                error = $"the variables have more than {MostCharacters} characters in total.";
                return false;
            }

            result.Append(value);
        }

        replaced = result.Append(rest).ToString();
        return true;
    }

    /// <summary>
    /// A URL if the variable is the whole value, since that is also valid as text; otherwise a digit, which may be a host, a port or part
    /// of a path.
    /// </summary>
    private static string Placeholder(string name, bool isWhole) => isWhole ? $"http://unset.invalid/{name}" : "1";

    private static bool TryTake(ref ReadOnlySpan<char> rest, out string name, out string? fallback)
    {
        (name, fallback) = ("", null);
        var end = rest.IndexOf('}');
        if (end < 0)
            return false;

        var nameEnd = rest[..end].IndexOf(Default) is >= 0 and var colon ? colon : end;
        if (nameEnd is 0 or > MostNameCharacters || rest[..nameEnd].ContainsAnyExcept(s_nameCharacters))
            return false;

        name = rest[..nameEnd].ToString();
        fallback = nameEnd < end ? rest[(nameEnd + Default.Length)..end].ToString() : null;
        rest = rest[(end + 1)..];
        return fallback?.Contains("${", StringComparison.Ordinal) != true;
    }
}
