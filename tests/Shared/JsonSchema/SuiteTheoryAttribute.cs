namespace GatewayKit.JsonSchema;

/// <summary>A theory that needs the public JSON Schema test suite: it is skipped, and counted as such,
/// where the suite is not present.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SuiteTheoryAttribute : TheoryAttribute
{
    /// <summary>Initializes the attribute.</summary>
    public SuiteTheoryAttribute()
    {
        if (!Suite.IsPresent)
            Skip = "The public JSON Schema test suite is not present: no folder above the tests has shared/suites/json-schema-test-suite.";
    }
}
