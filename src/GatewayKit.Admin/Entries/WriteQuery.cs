using GatewayKit.Admin.Http;
using Microsoft.AspNetCore.Mvc;

namespace GatewayKit.Admin.Entries;

/// <summary>The parameter of each write.</summary>
internal readonly record struct WriteQuery
{
    /// <summary>Whether the change is only checked, <c>true</c> or <c>false</c>.</summary>
    [FromQuery(Name = "dryRun")]
    public string? DryRun { get; init; }

    /// <summary>Reads the parameter.</summary>
    /// <returns>The problem; null if it is valid.</returns>
    public AdminProblem? Read(out bool isDryRun)
    {
        isDryRun = DryRun == "true";
        return DryRun is null or "true" or "false" ? null : AdminProblem.BadRequest("dryRun", "it must be true or false.");
    }
}
