using System.Text;
using CsCheck;
using GatewayKit.Configuration;
using GatewayKit.Configuration.Binding;
using GatewayKit.Configuration.Readers;

namespace GatewayKit.Tests.Configuration;

public class DocumentMutationTests
{
    private const string Yaml = "x-shared: &s { name: mock }\nplugins:\n- *s\n- name: \"a\\n b\"\n"
        + "  options: { limit: ${env:X:-1}, list: [1, 'b'] }\nroutes:\n  one:\n    clusterId: |-\n      up\n    match: { path: /é }\n";
    private const string Json = "{ \"plugins\": [ { \"name\": \"mo\\u0063k\", \"options\": { \"a\": [1, true, null, -2.5e3] } } ], // é\n"
        + " \"routes\": { \"é\": { \"order\": 1, } } }";

    private static readonly string[] s_pieces =
        [" ", "\t", "\n", "\r\n", "- ", ": ", "#", "&a ", "*s", "!", "[",
            "]", "{", "}", ",", "|", ">", "\"", "'", "\\", "\\u", "\\ud800", "\u2028", "\0", "${env:", "<<: ", "---", "@", "é", "//", "/*"];

    private static readonly Gen<(int At, int Cut, string Piece)> s_edits =
        Gen.Select(Gen.Int[0, 200], Gen.Int[0, 5], Gen.Int[0, s_pieces.Length - 1].Select(i => s_pieces[i]));

    [Theory]
    [InlineData(Yaml, "gateway.yaml")]
    [InlineData(Json, "gateway.json")]
    public void A_mutant_is_read_or_refused_at_a_place_inside_it(string document, string name)
        => s_edits.Array[1, 4].Sample(edits => Check(edits.Aggregate(document, Edited), name), iter: 5_000);

    [Fact]
    public void Any_bytes_are_read_or_refused_at_a_place_inside_them()
        => Gen.Byte.Array[0, 60].Sample(bytes =>
        {
            var errors = new ConfigErrors();
            ConfigDocument.Read(bytes, "gateway.yaml", errors);
            CheckPlaces(Encoding.UTF8.GetString(bytes), "gateway.yaml", errors);
        }, iter: 5_000);

    private static string Edited(string text, (int At, int Cut, string Piece) edit)
    {
        var at = Math.Min(edit.At, text.Length);
        return text.Remove(at, Math.Min(edit.Cut, text.Length - at)).Insert(at, edit.Piece);
    }

    private static void Check(string text, string name)
    {
        var (_, errors) = Documents.Bind(text, name);
        CheckPlaces(text, name, errors);
    }

    private static void CheckPlaces(string text, string name, ConfigErrors errors)
    {
        // JSON ends lines with line feeds only, YAML with carriage returns too.
        var lines = text.Split('\n', '\r').Length;
        var longest = text.Split('\n').Max(l => l.Length);
        Assert.All(errors.Items, e =>
        {
            Assert.DoesNotContain("The document can't be read", e.Message, StringComparison.Ordinal);
            Assert.Equal(name, e.Location.Source);
            Assert.InRange(e.Location.Line, 1, lines);
            Assert.InRange(e.Location.Column, 1, longest + 2);
        });
    }
}
