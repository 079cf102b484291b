using GatewayKit.Admin.Tests.Secrets;
using GatewayKit.Admin.Tests.Support;

namespace GatewayKit.Admin.Tests.Describing;

/// <summary>
/// Calls every operation of the OpenAPI document with a store that has the entries that they name, so that each call would succeed with
/// another key.
/// </summary>
public sealed class StoreWalkTests(SeededStoreFixture fixture) : IClassFixture<SeededStoreFixture>, IAsyncLifetime
{
    private const string RollBack = "POST /v1/revisions/{n}/rollback";

    private static readonly (AdminRole? Role, string? Key)[] s_callers =
    [
        (null, null), (null, "unknown-key-0123456789"),
        (AdminRole.Viewer, AdminHost.ViewerKey), (AdminRole.Operator, AdminHost.OperatorKey),
    ];

    private readonly SeededStore _store = fixture.Store;
    private IReadOnlyList<AdminOperation> _operations = [];

    public async Task InitializeAsync() => _operations = await AdminDescription.ReadAsync(_store.Admin);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Callers_without_a_sufficient_role_see_and_change_nothing()
    {
        var state = await _store.StateAsync();
        foreach (var operation in _operations)
        {
            foreach (var (role, key) in s_callers.Where(caller => caller.Role is null || caller.Role < operation.Role))
            {
                var answer = await CallAsync(operation, key);

                // After 20 unknown keys, the answer is 429.
                Assert.True(answer.Status == (role is not null ? 403 : key is not null && answer.Status == 429 ? 429 : 401),
                    $"{operation} as {role}: {answer.Status} {answer.Text}");
                Assert.Equal(role is null ? null : $"This needs the role {operation.Role.ToString().ToLowerInvariant()}.", answer.Detail);
                Assert.Equal((operation, state), (operation, await _store.StateAsync()));
            }
        }
    }

    [Fact]
    public async Task The_same_calls_with_the_lowest_sufficient_role_succeed()
    {
        var calls = _operations.OrderBy(operation => operation.ToString() == RollBack);
        foreach (var operation in calls)
        {
            var answer = await CallAsync(operation, KeyOf(operation.Role));

            Assert.True(
                answer.Status is 200 or 201 || !StoreCalls.MustSucceed(operation), $"{operation}: {answer.Status} {answer.Text}");
        }

        var latest = (await _store.Admin.ReadAsync("/v1/revisions?limit=1", AdminHost.ViewerKey))["items"]![0]!;
        Assert.True((int)latest["number"]! >= SeededStore.Last + 8, $"Not every change was written: {latest}");
    }

    private Task<AdminAnswer> CallAsync(AdminOperation operation, string? key)
    {
        var (path, body, headers) = StoreCalls.Of(operation);
        return _store.Admin.SendAsync(operation.HttpMethod, path, key, body, headers);
    }

    private static string KeyOf(AdminRole role) => role switch
    {
        AdminRole.Viewer => AdminHost.ViewerKey,
        AdminRole.Operator => AdminHost.OperatorKey,
        _ => AdminHost.AdminKey,
    };
}
