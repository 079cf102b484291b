using GatewayKit.Configuration;
using GatewayKit.Configuration.Policies;

namespace GatewayKit.Tests.Configuration.Policies;

public sealed class ClusterPoliciesTests
{
    [Fact]
    public void Policies_in_code_say_what_the_same_file_says()
    {
        var file = Documents.Config("""
            clusters:
              orders:
                policies:
                  timeout: { perTry: 2s, total: 5s }
                  retry:
                    { attempts: 4, on: [connect, reset], statuses: [503], methods: [GET, POST], budget: { percent: 50 }, maxBodySize: 1MB }
                  circuitBreaker: { failureRatio: 0.1, statuses: [500] }
                  outlierDetection: { consecutiveFailures: 2, statuses: [500] }
                  concurrency: { limit: 3 }
            """).Clusters["orders"];
        var code = file with
        {
            Policies = new ClusterPolicies
            {
                Timeout = new TimeoutPolicy { PerTry = TimeSpan.FromSeconds(2), Total = TimeSpan.FromSeconds(5) },
                Retry = new RetryPolicy
                {
                    Attempts = 4,
                    On = [RetryOn.Connect, RetryOn.Reset],
                    Statuses = [503],
                    Methods = ["GET", "POST"],
                    Budget = new RetryBudget { Percent = 50 },
                    MaxBodySize = ByteSize.Megabytes(1),
                },
                CircuitBreaker = new CircuitBreakerPolicy { FailureRatio = 0.1, Statuses = [500] },
                OutlierDetection = new OutlierDetectionPolicy { ConsecutiveFailures = 2, Statuses = [500] },
                Concurrency = new ConcurrencyPolicy { Limit = 3 },
            },
        };

        Assert.True(ConfigContent.IsSame(file, code));
        Assert.False(ConfigContent.IsSame(file, code with { Policies = null }));
        Assert.False(ConfigContent.IsSame(file, With(code, p => p with { Retry = p.Retry! with { Statuses = [502] } })));
        Assert.False(ConfigContent.IsSame(file, With(code, p => p with { Retry = p.Retry! with { Delay = default } })));
        Assert.False(ConfigContent.IsSame(file, With(code, p => p with { CircuitBreaker = p.CircuitBreaker! with { Statuses = [] } })));
        Assert.False(ConfigContent.IsSame(file, With(code, p => p with { OutlierDetection = p.OutlierDetection! with { Statuses = [] } })));
        Assert.False(ConfigContent.IsSame(file, With(code, p => p with { Concurrency = p.Concurrency! with { Queue = 1 } })));
        Assert.False(ConfigContent.IsSame(file, With(code, p => p with { Timeout = null })));
    }

    [Theory]
    [InlineData("{ retri: {} }", "policies.retri is unknown. Did you mean 'retry'? Allowed: *")]
    [InlineData("{ retry: { attempts: 1 } }", "policies.retry.attempts is 1; it must be between 2 and 10.")]
    [InlineData("{ retry: { on: [refused] } }", "policies.retry.on[0] is 'refused'; it must be one of: connect, reset, timeout.")]
    [InlineData("{ retry: { on: [], statuses: [] } }", "policies.retry.on is empty, and so is statuses; one of them must not be empty.")]
    [InlineData("{ retry: { statuses: [503, 200] } }", "policies.retry.statuses has 200; each must be between 400 and 599.")]
    [InlineData("{ retry: { methods: [get] } }",
        "policies.retry.methods has 'get'; each must be one of: GET, HEAD, OPTIONS, PUT, DELETE, POST, PATCH.")]
    [InlineData("{ retry: { delay: 5s } }", "policies.retry.maxDelay is shorter than delay; it must not be shorter.")]
    [InlineData("{ retry: { maxBodySize: 17MB } }", "policies.retry.maxBodySize is 17MB; it must be at most 16MB.")]
    [InlineData("{ retry: { budget: { percent: 101 } } }", "policies.retry.budget.percent is 101; it must be between 0 and 100.")]
    [InlineData("{ timeout: { perTry: 0s } }", "policies.timeout.perTry is 0s; it must be between 1ms and 1d.")]
    [InlineData("{ timeout: { perTry: 2s, total: 1s } }", "policies.timeout.perTry is longer than timeout.total; it must not be longer.")]
    [InlineData("{ circuitBreaker: { failureRatio: 0 } }", "policies.circuitBreaker.failureRatio is 0; it must be between 0.01 and 1.")]
    [InlineData("{ circuitBreaker: { minimumThroughput: 1 } }",
        "policies.circuitBreaker.minimumThroughput is 1; it must be between 2 and 1000.")]
    [InlineData("{ circuitBreaker: { breakDuration: 1ms } }",
        "policies.circuitBreaker.breakDuration is 1ms; it must be between 500ms and 1d.")]
    [InlineData("{ circuitBreaker: { statuses: [600] } }", "policies.circuitBreaker.statuses has 600; each must be between 400 and 599.")]
    [InlineData("{ outlierDetection: { maxEjectionPercent: 0 } }",
        "policies.outlierDetection.maxEjectionPercent is 0; it must be between 1 and 100.")]
    [InlineData("{ outlierDetection: { ejectionTime: 10m } }",
        "policies.outlierDetection.maxEjectionTime is shorter than ejectionTime; it must not be shorter.")]
    [InlineData("{ hedging: { attempts: 6 } }", "policies.hedging.attempts is 6; it must be between 2 and 5.")]
    [InlineData("{ hedging: {}, retry: {} }",
        "policies.hedging can't be combined with retry: it also sends a request again after a failure.")]
    [InlineData("{ concurrency: {} }", "policies.concurrency.limit is missing; it is required.")]
    [InlineData("{ concurrency: { limit: 0 } }", "policies.concurrency.limit is 0; it must be between 1 and 1000000.")]
    public void An_invalid_policy_is_reported_with_the_allowed_values(string policies, string expected)
    {
        var error = Assert.Single(Documents.Errors($"clusters: {{ c: {{ policies: {policies} }} }}"));

        Assert.StartsWith("clusters.c: " + expected.TrimEnd('*'), error, StringComparison.Ordinal);
    }

    private static GatewayCluster With(GatewayCluster cluster, Func<ClusterPolicies, ClusterPolicies> change)
        => cluster with { Policies = change(cluster.Policies!) };
}
