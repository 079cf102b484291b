using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace GatewayKit.Portal.Database.Migrations;

/// <summary>Creates the tables. The columns have no types, so that each provider chooses its own.</summary>
[DbContext(typeof(PortalContext))]
[Migration("20261202000000_Accounts")]
internal sealed class Accounts : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            "gatewaykit_portal_developers",
            table => new
            {
                id = table.Column<Guid>(),
                name = table.Column<string>(maxLength: 100),
                created = table.Column<DateTime>(),
                user_name = table.Column<string>(maxLength: 256, nullable: true),
                normalized_user_name = table.Column<string>(maxLength: 256, nullable: true),
                email = table.Column<string>(maxLength: 256, nullable: true),
                normalized_email = table.Column<string>(maxLength: 256, nullable: true),
                email_confirmed = table.Column<bool>(),
                password_hash = table.Column<string>(nullable: true),
                security_stamp = table.Column<string>(nullable: true),
                concurrency_stamp = table.Column<string>(nullable: true),
                lockout_end = table.Column<DateTime>(nullable: true),
                lockout_enabled = table.Column<bool>(),
                access_failed_count = table.Column<int>(),
            },
            constraints: table => table.PrimaryKey("PK_gatewaykit_portal_developers", d => d.id));
        migrationBuilder.CreateIndex(
            "gatewaykit_portal_developers_by_user_name", "gatewaykit_portal_developers", "normalized_user_name", unique: true);
        migrationBuilder.CreateIndex(
            "gatewaykit_portal_developers_by_email", "gatewaykit_portal_developers", "normalized_email", unique: true);
        migrationBuilder.CreateIndex(
            "gatewaykit_portal_developers_by_confirmed", "gatewaykit_portal_developers", ["email_confirmed", "created"]);
        migrationBuilder.CreateTable(
            "gatewaykit_portal_applications",
            table => new
            {
                id = table.Column<string>(maxLength: 32),
                owner = table.Column<Guid>(),
                name = table.Column<string>(maxLength: 100),
                created = table.Column<DateTime>(),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_gatewaykit_portal_applications", a => a.id);
                table.ForeignKey(
                    "gatewaykit_portal_applications_owner", a => a.owner, "gatewaykit_portal_developers", "id",
                    onDelete: ReferentialAction.Restrict);
            });
        migrationBuilder.CreateIndex("gatewaykit_portal_applications_by_owner", "gatewaykit_portal_applications", "owner");
        migrationBuilder.CreateTable(
            "gatewaykit_portal_audit",
            table => new
            {
                id = table.Column<Guid>(),
                time = table.Column<DateTime>(),
                actor = table.Column<Guid>(),
                actor_email = table.Column<string>(maxLength: 256),
                action = table.Column<string>(maxLength: 40),
                application = table.Column<string>(maxLength: 32, nullable: true),
                detail = table.Column<string>(maxLength: 500),
                address = table.Column<string>(maxLength: 64),
            },
            constraints: table => table.PrimaryKey("PK_gatewaykit_portal_audit", a => a.id));
        migrationBuilder.CreateIndex("gatewaykit_portal_audit_by_actor", "gatewaykit_portal_audit", ["actor", "time"]);
        migrationBuilder.CreateIndex("gatewaykit_portal_audit_by_application", "gatewaykit_portal_audit", ["application", "time"]);
    }
}
