using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Portal.Database.Migrations;

/// <summary>Adds the index by which old entries of the audit log are found.</summary>
[DbContext(typeof(PortalContext))]
[Migration("20261202170000_AuditTimes")]
internal sealed class AuditTimes : Migration
{
    private const string Table = "gatewaykit_portal_audit";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.CreateIndex($"{Table}_by_time", Table, "time");
}
