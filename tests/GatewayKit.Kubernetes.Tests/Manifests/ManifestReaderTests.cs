using System.Text;
using System.Text.Json.Nodes;
using GatewayKit.Kubernetes.Manifests;

namespace GatewayKit.Kubernetes.Tests.Manifests;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatewaykit-manifests-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Documents_lists_and_JSON_are_resources()
    {
        Write("a.yaml", """
            # A comment alone is not a document.
            ---
            apiVersion: v1
            kind: Namespace
            metadata: { name: shop }
            ---
            ---
            apiVersion: v1
            kind: List
            items:
              - { apiVersion: v1, kind: Secret, metadata: { name: one, namespace: shop } }
            """);
        Write("b.json", """{ "apiVersion": "v1", "kind": "ServiceList", "items": [ { "metadata": { "name": "orders" } } ] }""");
        Write("notes.txt", "no manifest");

        var read = Read(_folder);

        Assert.Empty(read.Errors);
        Assert.Equal(["Namespace shop", "Secret shop/one", "Service orders"], read.Objects.Select(found => found.ToString()));
        Assert.Equal($"{Path.Combine(_folder, "a.yaml")}:11:5", read.Objects[1].Location.ToString());
        Assert.Equal(["a.yaml", "b.json"], read.Paths.Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_in_a_folder_is_read_if_asked_for()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "deeper"));
        Write("deeper/a.yml", Named("a"));

        Assert.Contains("no files", Assert.Single(Read(_folder).Errors).Message, StringComparison.Ordinal);
        Assert.Equal("ConfigMap a", Assert.Single(ManifestReader.Read([_folder], true, NoInput).Objects).ToString());
    }

    [Fact]
    public void Stdin_is_read()
    {
        var read = ManifestReader.Read(["-"], false, () => new MemoryStream(Encoding.UTF8.GetBytes(Named("a") + "\n---\nkind: [")));

        Assert.Equal("ConfigMap a", Assert.Single(read.Objects).ToString());
        Assert.StartsWith("stdin:5:", Assert.Single(read.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(read.Paths);
    }

    [Theory]
    [InlineData("yes", "true")]
    [InlineData("off", "false")]
    [InlineData("~", "null")]
    [InlineData("010", "8")]
    [InlineData("0x1F", "31")]
    [InlineData("-7", "-7")]
    [InlineData("1.5", "1.5")]
    [InlineData("\"80\"", "\"80\"")]
    [InlineData("!!str 80", "\"80\"")]
    [InlineData("1.2.3", "\"1.2.3\"")]
    [InlineData("30s", "\"30s\"")]
    public void Scalars_are_those_of_kubectl(string yaml, string json)
        => Assert.Equal(json, Value(yaml)?.ToJsonString() ?? "null");

    [Fact]
    public void Aliases_and_merge_keys_repeat_values_with_their_locations()
    {
        var read = ManifestReader.ReadText(Named("a") + """

            base: &base { one: 1, two: 2 }
            copy: *base
            more: { <<: *base, two: 3 }
            """, "a.yaml");

        var found = Assert.Single(read.Objects);
        Assert.Equal("""{"one":1,"two":2}""", found.Json["copy"]!.ToJsonString());
        Assert.Equal("""{"two":3,"one":1}""", found.Json["more"]!.ToJsonString());
        Assert.Equal("a.yaml:4:15", found.Locations.Of(found.Json["copy"]!["one"]!).ToString());
    }

    [Theory]
    [InlineData("[ 1 ]", "The document isn't a resource, which is a mapping with apiVersion and kind.")]
    [InlineData("kind: Secret", "The document isn't a resource: it needs apiVersion and kind.")]
    [InlineData("apiVersion: v1\nkind: Secret", "The Secret has no metadata.name.")]
    [InlineData("a: 1\na: 2", "The key 'a' occurs twice.")]
    [InlineData("a: *b", "The anchor 'b' isn't defined before this alias.")]
    [InlineData("a: !made 1", "The tag '!made' isn't supported.")]
    [InlineData("{ [1]: 2 }", "A key must be text.")]
    public void An_invalid_document_has_an_error(string yaml, string message)
        => Assert.Equal(message, Assert.Single(ManifestReader.ReadText(yaml, "a.yaml").Errors).Message);

    [Fact]
    public void An_invalid_resource_does_not_hide_others()
    {
        var read = ManifestReader.ReadText($"kind: A\n---\n{Named("a")}\n---\n[]", "a.yaml");

        Assert.Equal(["a.yaml:1:1", "a.yaml:7:1"], read.Errors.Select(error => error.Location.ToString()));
        Assert.Equal("ConfigMap a", Assert.Single(read.Objects).ToString());
    }

    [Fact]
    public void Aliases_cannot_grow_without_bound()
    {
        var bomb = new StringBuilder("a: &a0 [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\n");
        for (var level = 1; level < 10; level++)
            bomb.AppendLine($"a{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 10))}]");

        Assert.Equal(
            "The file has more than 2000000 values.", Assert.Single(ManifestReader.ReadText(bomb.ToString(), "a.yaml").Errors).Message);
    }

    [Fact]
    public void Files_that_are_missing_or_too_deep_are_errors()
    {
        Write("deep.yaml", new string('[', 500));

        var read = Read(_folder, Path.Combine(_folder, "missing.yaml"));

        Assert.Contains(read.Errors, error => error.Message == "The file or folder doesn't exist.");
        Assert.Contains(read.Errors, error => error.Message.Contains("nested", StringComparison.Ordinal));
    }

    private static string Named(string name) => $"apiVersion: v1\nkind: ConfigMap\nmetadata: {{ name: {name} }}";

    private static JsonNode? Value(string yaml)
        => Assert.Single(ManifestReader.ReadText($"{Named("a")}\nvalue: {yaml}", "a.yaml").Objects).Json["value"];

    private static ManifestFiles Read(params string[] paths) => ManifestReader.Read(paths, false, NoInput);

    private static Stream NoInput() => Stream.Null;

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
