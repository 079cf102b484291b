using System.Text;
using CsCheck;

namespace GatewayKit.Yaml.Tests;

public class MutationTests
{
    private const string Rich = "%YAML 1.2\n---\n&a a: \"x\\n\ty\" # c\nb: !!str 'it''s'\nc:\n- [1, {d: e}, *a]\n-\n  ? f\n  : |2-\n    g\n"
        + "\n   h\n- >+\n  i\n\n   j\n...\n";

    private static readonly string[] s_pieces =
        [" ", "  ", "\t", "\n", "\r\n", "\n\n", "- ", "? ", ": ", ":", "#", " #", "&a ", "*a", "!", "!!str ", "[",
            "]", "{", "}", ",", "|", ">", "|2", ">-", "\"", "'", "''", "\\", "\\u", "\u2028", "\0", "%", "---", "...", "@", "x", "\ud83d"];

    private static readonly Gen<string> s_piece = Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]);

    private static readonly Gen<string> s_mutants = Gen.Select(
        Gen.Int[0, Rich.Length], Gen.Int[0, 5], s_piece, Gen.Int[0, Rich.Length], s_piece)
        .Select((at, cut, piece, second, other) => Rich.Remove(at, Math.Min(cut, Rich.Length - at)).Insert(at, piece) is var text
            && second <= text.Length ? text.Insert(second, other) : text);

    private static readonly Gen<string> s_soup = s_piece.Array[0, 40].Select(string.Concat);

    private static readonly string[] s_samples =
        ["", " ", "a\nb", "a\n\n b \n",
            "\tx", "- a", "a: b", "# c", "'", "\"", "\\n", "---", "\u2028", "\u00e9\U0001F600", "null", "[x", "*a", "&a", "!b"];

    private static readonly Gen<string> s_texts =
        Gen.OneOf(Gen.String[Gen.Char.AlphaNumeric, 0, 8], Gen.Int[0, s_samples.Length - 1].Select(i => s_samples[i]));

    [Fact]
    public void A_mutant_is_read_or_refused_at_a_place_inside_it()
        => Gen.OneOf(s_mutants, s_soup).Sample(text =>
        {
            try
            {
                _ = EventText.Events(text)
                    .Take(10_000)
                    .All(e => IsInside(text, e.Line, e.Column) ? true : throw new InvalidOperationException($"{e} is outside."));
            }
            catch (YamlSyntaxException error)
            {
                Assert.True(IsInside(text, error.Line, error.Column), $"{error.Line}:{error.Column} {error.Message}");
            }
        }, iter: 20_000);

    [Fact]
    public void What_is_written_is_read_back()
        => Gen.Recursive<object>((depth, node) => depth > 4
                ? s_texts.Select(t => (object)t)
                : Gen.OneOf(s_texts.Select(t => (object)t),
                    node.List[0, 4].Select(l => (object)l), Gen.Select(s_texts, node).List[0, 4].Select(m => (object)m)))
            .Sample(node => Assert.Equal(Expected(node), EventText.Short(Written(node))), iter: 2_000);

    private static bool IsInside(string text, int line, int column)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        return line >= 1 && line <= lines.Length && column >= 1 && column <= lines[line - 1].Length + 2;
    }

    private static string Expected(object node) => node switch
    {
        string text => EventText.Short($"\"{Escaped(text)}\""),
        List<object> list => string.Join(' ', ["[", .. list.Select(Expected), "]"]),
        List<(string, object)> mapping
            => string.Join(' ', ["{", .. mapping.SelectMany(e => new[] { Expected(e.Item1), Expected(e.Item2) }), "}"]),
        _ => throw new InvalidOperationException(),
    };

    // Block style, with texts as literals where those can hold them, else in double quotes.
    private static string Written(object node)
    {
        var text = new StringBuilder();
        Write(text, node, 0, isInline: false);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object node, int indent, bool isInline)
    {
        switch (node)
        {
            case List<object> { Count: > 0 } list:
                text.Append('\n');
                foreach (var item in list)
                {
                    text.Append(' ', indent).Append("- ");
                    Write(text, item, indent + 2, isInline: true);
                }

                break;
            case List<(string Key, object Value)> { Count: > 0 } mapping:
                text.Append('\n');
                foreach (var (key, value) in mapping)
                {
                    text.Append(' ', indent).Append('"').Append(Escaped(key)).Append("\": ");
                    Write(text, value, indent + 2, isInline: true);
                }

                break;
            case string scalar when isInline && scalar.Length > 0 && scalar[0] is not (' ' or '\n') && scalar[^1] != '\n':
                text.Append("|-\n").Append(' ', indent).Append(
                    scalar.Replace("\n", "\n" + new string(' ', indent), StringComparison.Ordinal)).Append('\n');
                break;
            default:
                text.Append(node is string other ? $"\"{Escaped(other)}\"" : node is List<object> ? "[]" : "{}").Append('\n');
                break;
        }
    }

    private static string Escaped(string text)
        => text
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal)
            .Replace("\t", "\\t", StringComparison.Ordinal);
}
