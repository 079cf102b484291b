using System.Text;
using System.Text.Json;
using GatewayKit.Plugins.Tests.Bodies;
using GatewayKit.Testing;

namespace GatewayKit.Plugins.Tests.Mock;

public sealed class CodedBodyTests : IAsyncLifetime, IDisposable
{
    private const string Rex = """{ "name": "Rex" }""";

    private readonly ApiFile _api = new();
    private GatewayTestHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await PluginGateway.StartAsync(PluginGateway.OneRoute(_api.Entry()));
        _host.Client.DefaultRequestHeaders.Add("X-Api-Key", "any");
    }

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    public void Dispose() => _api.Dispose();

    [Theory]
    [InlineData("gzip")]
    [InlineData("x-gzip")]
    [InlineData("deflate")]
    [InlineData("br")]
    [InlineData("zstd")]
    [InlineData("identity")]
    public async Task A_coded_body_is_decoded_before_it_is_validated(string coding)
    {
        Assert.Equal(201, (await PostAsync(CodedBytes.Encode(coding, Encoding.UTF8.GetBytes(Rex)), coding)).Status);

        var (status, problem) = await PostAsync(CodedBytes.Encode(coding, "{}"u8), coding);
        Assert.Equal((422, "required"), (status, problem.GetProperty("validation")[0].GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("compress")]
    [InlineData("gzip, br")]
    public async Task A_coding_that_is_not_supported_is_refused_with_those_that_are(string coding)
    {
        using var request = Post(Encoding.UTF8.GetBytes(Rex), coding);

        using var response = await _host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.Equal((415, "gzip, deflate, br, zstd"),
            ((int)response.StatusCode, string.Join(", ", response.Headers.GetValues("Accept-Encoding"))));
    }

    [Fact]
    public async Task A_body_that_is_not_what_its_coding_says_is_invalid()
        => Assert.Equal(400, (await PostAsync(Encoding.UTF8.GetBytes(Rex), "gzip")).Status);

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("zstd")]
    public async Task A_small_body_that_decodes_to_a_huge_one_is_refused(string coding)
        => Assert.Equal(413, (await PostAsync(CodedBytes.Encode(coding, new byte[8 * 1024 * 1024 + 1]), coding)).Status);

    [Fact]
    public async Task Credentials_come_first()
    {
        _host.Client.DefaultRequestHeaders.Remove("X-Api-Key");

        Assert.Equal(401, (await PostAsync(Encoding.UTF8.GetBytes(Rex), "zstd")).Status);
    }

    private async Task<(int Status, JsonElement Problem)> PostAsync(byte[] body, string coding)
    {
        using var request = Post(body, coding);
        using var response = await _host.Client.SendAsync(request).WaitAsync(TimeSpan.FromSeconds(60));
        var text = await response.Content.ReadAsStringAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return ((int)response.StatusCode, text.Length == 0 ? default : JsonElement.Parse(text));
    }

    private static HttpRequestMessage Post(byte[] body, string coding) => new(HttpMethod.Post, "/pets")
    {
        Content = new ByteArrayContent(body) { Headers = { { "Content-Type", "application/json" }, { "Content-Encoding", coding } } },
    };
}
