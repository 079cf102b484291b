namespace GatewayKit.Loading.Tests.Support;

/// <summary>Files that plugins read and write, in a folder that no gateway watches.</summary>
internal sealed class TestFiles : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gatewaykit-files-").FullName;

    public TestFiles() => File.WriteAllText(Api, """
        openapi: 3.0.3
        info: { title: Test, version: '1' }
        paths:
          /api:
            get:
              parameters: [ { name: key, in: query, schema: { type: string } } ]
              responses: { '200': { description: ok, content: { application/json: { schema: { type: object } } } } }
        """);

    public string Api => this["api.yaml"];

    public string this[string name] => Path.Combine(_root, name);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
