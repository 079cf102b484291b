using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Portal.Database.Migrations;

/// <summary>Creates the table of subscriptions.</summary>
[DbContext(typeof(PortalContext))]
[Migration("20261202010000_Subscriptions")]
internal sealed class Subscriptions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "gatewaykit_portal_subscriptions",
            table => new
            {
                application = table.Column<string>(maxLength: 32),
                api = table.Column<string>(maxLength: 64),
                plan = table.Column<string>(maxLength: 64),
                state = table.Column<int>(),
                reason = table.Column<string>(maxLength: 300),
                changed = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_gatewaykit_portal_subscriptions", s => new { s.application, s.api, s.plan });
                table.ForeignKey(
                    "gatewaykit_portal_subscriptions_application", s => s.application, "gatewaykit_portal_applications", "id",
                    onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex(
            "gatewaykit_portal_subscriptions_by_api", "gatewaykit_portal_subscriptions", ["api", "state"]);
    }
}
