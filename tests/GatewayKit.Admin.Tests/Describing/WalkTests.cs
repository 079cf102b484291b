using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Describing;

/// <summary>Calls every operation of the OpenAPI document as each caller, whatever operations there are.</summary>
public sealed class WalkTests : IAsyncLifetime
{
    private static readonly (AdminRole Role, string Key)[] s_callers =
    [
        (AdminRole.Viewer, AdminHost.ViewerKey), (AdminRole.Operator, AdminHost.OperatorKey), (AdminRole.Admin, AdminHost.AdminKey),
    ];

    private AdminHost _host = null!;
    private IReadOnlyList<AdminOperation> _operations = [];

    public async Task InitializeAsync()
    {
        _host = await AdminHost.StartWithKeysAsync();
        _operations = await AdminDescription.ReadAsync(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Without_credentials_every_answer_is_an_empty_401()
    {
        foreach (var operation in _operations)
        {
            var answer = await CallAsync(operation, null);

            Assert.Equal((operation, 401, "{\"title\":\"Unauthorized\",\"status\":401}"), (operation, answer.Status, answer.Text));
        }
    }

    [Fact]
    public async Task A_role_is_sufficient_for_its_operations_and_for_no_others()
    {
        foreach (var operation in _operations)
        {
            foreach (var (role, key) in s_callers)
            {
                var answer = await CallAsync(operation, key);

                Assert.True((answer.Status == 403) == (role < operation.Role), $"{operation} as {role}: {answer.Status} {answer.Text}");
                Assert.True(answer.Status is not 401 and < 500 or 503, $"{operation} as {role}: {answer.Status} {answer.Text}");
            }
        }
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Host", "evil.example")]
    public async Task A_page_in_the_browser_of_an_admin_reaches_nothing(string name, string value)
    {
        foreach (var operation in _operations)
        {
            var answer = await CallAsync(operation, AdminHost.AdminKey, (name, value));

            Assert.Equal((operation, 403), (operation, answer.Status));
        }
    }

    [Fact]
    public async Task A_problem_has_the_form_of_one()
    {
        foreach (var operation in _operations)
        {
            var answer = await CallAsync(operation, AdminHost.AdminKey);
            if (answer.Status < 400)
                continue;

            Assert.Equal((operation, "application/problem+json"), (operation, answer.ContentType));
            Assert.Equal(answer.Status, (int?)answer.Json["status"]);
            Assert.NotNull(answer.Detail);
        }
    }

    [Fact]
    public void Only_reading_is_for_viewers()
        => Assert.All(_operations.Where(o => o.Role == AdminRole.Viewer), operation => Assert.Equal("GET", operation.Method));

    private Task<AdminAnswer> CallAsync(AdminOperation operation, string? key, params (string Name, string Value)[] headers)
        => _host.SendAsync(operation.HttpMethod, operation.ExamplePath, key, operation.ExampleBody, headers);
}
